import type { Id } from '@callstation/core/model';

/** What is known of an open page. `used`: a counter that rises with every sign of use. */
export interface OpenPage {
  page: Id;
  visible: boolean;
  used: number;
}

/**
 * The one page that rings: among the visible pages the one used last; with none visible, the one used last; with none
 * open, none.
 */
export function leadPage(pages: readonly OpenPage[]): Id | null {
  const best = (a: OpenPage, b: OpenPage): OpenPage => {
    if (a.visible !== b.visible) return a.visible ? a : b;
    return b.used > a.used ? b : a;
  };
  const [first, ...rest] = pages;
  return first === undefined ? null : rest.reduce(best, first).page;
}
