import type { Clock } from '../ports/index.ts';

/** Resolves when the connection knows all its addresses, or after `limitMs`: a dead STUN server must not hold a call up. */
export function candidatesWithin(connection: RTCPeerConnection, clock: Clock, limitMs: number): Promise<void> {
  if (connection.iceGatheringState === 'complete') return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      cancel();
      connection.removeEventListener('icegatheringstatechange', look);
      resolve();
    };
    const look = (): void => {
      if (connection.iceGatheringState === 'complete') done();
    };
    const cancel = clock.after(limitMs, done);
    connection.addEventListener('icegatheringstatechange', look);
  });
}
