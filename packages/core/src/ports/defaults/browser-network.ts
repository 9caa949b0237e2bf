import type { Network } from '../environment.ts';

/** The browser's opinion about the network. Where it has none: online. */
export const browserNetwork: Network = {
  // Node has a navigator without onLine; only a plain false means offline.
  online: () => typeof navigator === 'undefined' || navigator.onLine !== false,
  subscribe(fn) {
    if (typeof window === 'undefined') return () => undefined;
    window.addEventListener('online', fn);
    window.addEventListener('offline', fn);
    return () => {
      window.removeEventListener('online', fn);
      window.removeEventListener('offline', fn);
    };
  },
};
