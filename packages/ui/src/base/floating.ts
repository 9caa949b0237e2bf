const GAP = 8;

/** Places a panel of the top layer beside what opened it: below, or above where there is more room. */
export function place(panel: HTMLElement, opener: Element): void {
  const at = opener.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  panel.style.setProperty('max-height', `${Math.max(at.top, clientHeight - at.bottom) - 2 * GAP}px`);
  const { width, height } = panel.getBoundingClientRect();
  const below = clientHeight - at.bottom >= height + GAP || clientHeight - at.bottom >= at.top;
  const start = getComputedStyle(opener).direction === 'rtl' ? at.right - width : at.left;
  const left = Math.max(GAP, Math.min(start, clientWidth - width - GAP));
  panel.style.setProperty('left', `${left}px`);
  panel.style.setProperty('top', `${below ? at.bottom + GAP : at.top - height - GAP}px`);
}
