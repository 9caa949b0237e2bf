import type { Clock } from '@callstation/core/ports';

/** No sound and no address check for this long: a browser checks every 2.5 s whatever it says. */
const DEAD_MS = 5000;
/** The same when the page's SIP socket is gone too: a reload closes it, and its packets stop at once. */
const DEAD_WITHOUT_SOCKET_MS = 500;
/** A page that never said a word (no microphone) shows itself by its checks only. */
const DEAD_MUTE_WITHOUT_SOCKET_MS = 3000;

/** What {@link watchLiveness} looks at. */
export interface Vitals {
  heardAt(): number;
  socketOpen(): boolean;
  spoke(): boolean;
}

/** Tells when a page's media goes silent for good, and when it comes back. Returns the stop; `look` looks sooner. */
export function watchLiveness(
  clock: Clock,
  vitals: Vitals,
  tell: (alive: boolean) => void,
): { look(): void; stop(): void } {
  let alive = true;
  let cancel: () => void = () => undefined;
  const look = (): void => {
    cancel();
    const silent = clock.now() - vitals.heardAt();
    const withoutSocket = vitals.spoke() ? DEAD_WITHOUT_SOCKET_MS : DEAD_MUTE_WITHOUT_SOCKET_MS;
    const limit = vitals.socketOpen() ? DEAD_MS : withoutSocket;
    cancel = clock.after(Math.max(100, alive ? Math.min(limit - silent, 1000) : 250), look);
    if (alive !== silent < limit) tell((alive = !alive));
  };
  look();
  return { look, stop: () => cancel() };
}
