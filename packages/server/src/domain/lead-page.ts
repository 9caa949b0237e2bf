import type { Id } from '@callstation/core/model';
import type { PageHealth } from '@callstation/core/protocol';

/** What is known of an open page. `used`: a counter that rises with every sign of use. */
export interface OpenPage {
  page: Id;
  visible: boolean;
  used: number;
  /** What it knows of its own sound. */
  health: PageHealth;
}

/**
 * The one page that rings: among the visible pages the one used last; with none visible, the one used last; with none
 * open, none.
 */
export function leadPage(pages: readonly Omit<OpenPage, 'health'>[]): Id | null {
  const best = (a: (typeof pages)[number], b: (typeof pages)[number]): (typeof pages)[number] => {
    if (a.visible !== b.visible) return a.visible ? a : b;
    return b.used > a.used ? b : a;
  };
  const [first, ...rest] = pages;
  return first === undefined ? null : rest.reduce(best, first).page;
}
