import type { Workstation } from '@callstation/core';

import type { WatchEvent } from '../base/watch-event.ts';
import type { CallLog } from './call-log.ts';

/** Gives an element the board, the loudness of a call, or the calls of this page, until it has seen enough. */
export function giveFeed(workstation: Workstation, log: CallLog, event: WatchEvent): void {
  const { feed } = event;
  if (feed.name === 'log') event.onStop(log.watch(feed.next));
  else if (feed.name === 'board') event.onStop(workstation.board.watch(feed.next, feed.failed));
  else event.onStop(workstation.levels(feed.id, feed.next));
}
