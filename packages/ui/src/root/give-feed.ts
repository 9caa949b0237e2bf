import type { Workstation } from '@callstation/core';

import type { WatchEvent } from '../base/watch-event.ts';

/** Gives an element the board, or the loudness of a call, until it has seen enough. */
export function giveFeed(workstation: Workstation, event: WatchEvent): void {
  const { feed } = event;
  if (feed.name === 'board') event.onStop(workstation.board.watch(feed.next, feed.failed));
  else event.onStop(workstation.levels(feed.id, feed.next));
}
