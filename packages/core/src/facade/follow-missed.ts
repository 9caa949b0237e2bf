import type { Workstation, WorkstationSnapshot } from '../client/workstation.types.ts';
import { missedEvents, type MissedEvent } from './missed-events.ts';

/**
 * Tells what a page has missed, whenever its whole state was replaced: not before the connection is ready, when what is told can
 * be acted upon. `first`: the page has just signed in, and was not in the middle of a connection. Returns the end.
 *
 * @example
 * followMissed(workstation, (missed) => {
 *   for (const { name, event } of missed) tell(name, event);
 * });
 */
export function followMissed(
  workstation: Workstation,
  tell: (missed: readonly MissedEvent[], first: boolean) => void,
): () => void {
  let since: WorkstationSnapshot | null = null;
  const flush = (): void => {
    const now = workstation.getSnapshot();
    if (since === null || now.page.connection.state !== 'ready') return;
    const before = since;
    since = null;
    const { state } = before.page.connection;
    tell(missedEvents(before, now), state !== 'reconnecting' && state !== 'ready');
  };
  const stops = [
    workstation.on('resynchronised', ({ previous }) => {
      since ??= previous;
      flush();
    }),
    workstation.on('connectionChanged', flush),
  ];
  return () => stops.forEach((stop) => stop());
}
