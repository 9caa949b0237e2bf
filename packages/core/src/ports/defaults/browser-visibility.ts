import type { Visibility } from '../environment.ts';

/** The document's visibility. Without a document: always visible. */
export const browserVisibility: Visibility = {
  visible: () => typeof document === 'undefined' || document.visibilityState === 'visible',
  subscribe(fn) {
    if (typeof document === 'undefined') return () => undefined;
    document.addEventListener('visibilitychange', fn);
    return () => document.removeEventListener('visibilitychange', fn);
  },
  onLeave(fn) {
    if (typeof document === 'undefined') return () => undefined;
    // A page that is only put aside comes back with all it has.
    const leave = (event: PageTransitionEvent): void => void (event.persisted || fn());
    addEventListener('pagehide', leave);
    return () => removeEventListener('pagehide', leave);
  },
};
