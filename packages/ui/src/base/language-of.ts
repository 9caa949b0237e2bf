/** The language of an element: the nearest `lang` attribute, out through shadow roots, else the browser's. */
export function languageOf(element: Element): string {
  let at: Element | null = element;
  while (at) {
    const tag = at.closest('[lang]')?.getAttribute('lang');
    if (tag) return tag;
    const root: Node = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : null;
  }
  return navigator.language;
}
