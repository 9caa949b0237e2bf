import type { Id, Millis } from '@callstation/core/model';
import { openAt } from '../routing/working-hours.ts';
import { all, see, set, stay, want } from './step.ts';
import type { Conversation, Move, QueueState, Sound, Terms } from './types.ts';

const MARK = '-queue-';
/** A sound that has not come to its end by then never will. Milliseconds. */
const LONGEST_SOUND_MS = 11 * 60_000;

/** A caller's wait for that group, from its beginning; one who comes back to the same queue waits on. */
export function waitFor({ queue }: Conversation, { skillGroup, queue: rules }: Terms, at: Millis): QueueState {
  const group = skillGroup?.id ?? '';
  if (queue?.group === group) return { ...queue, playing: null };
  const leaveAt = rules?.maxWaitMs === undefined ? null : at + rules.maxWaitMs;
  const nothing = { playing: null, plays: 0, until: null, comfortAt: null, positionAt: null };
  return { group, begun: false, leaveAt, ...nothing };
}

/** Whether the group is closed for somebody who has just come to it; who was let in before is served. */
export function isClosedFor({ queue }: Conversation, { skillGroup, queue: rules }: Terms, at: Millis): boolean {
  return rules?.hours !== undefined && queue?.group !== skillGroup?.id && !openAt(at, rules.hours);
}

/** The caller leaves the queue for what the group has in mind for them; the engine says where that is. */
export function leaveQueue(why: 'full' | 'nobody' | 'closed'): Move {
  return see((c) =>
    // Who waits for an agent's sake goes back to that agent, and to nobody else.
    c.menu === null
      ? all(set({ queued: false, queue: null }), want({ type: 'unqueue' }, { type: 'overflow', why }))
      : stay,
  );
}

/** The caller has to wait: what they are told begins, once. */
export const beginCare: Move = see(({ queue, terms }, at) => {
  if (queue === null || queue.begun) return stay;
  const { greeting, comfort, position } = terms.queue ?? {};
  const begun: QueueState = {
    ...queue,
    begun: true,
    comfortAt: comfort === undefined ? null : at + comfort.everyMs,
    positionAt: position === undefined ? null : at + position.everyMs,
  };
  return all(set({ queue: begun }), greeting === undefined ? stay : say(greeting));
});

/** What is due by now: the end of the wait, the place in the queue, a word of comfort. */
export const careDue: Move = see(({ queued, queue, terms }, at) => {
  if (!queued || queue === null) return stay;
  if ((queue.leaveAt ?? Infinity) <= at) return leaveQueue('full');
  if (queue.playing !== null) return (queue.until ?? Infinity) <= at ? hush : stay;
  const { comfort, position } = terms.queue ?? {};
  if (position !== undefined && (queue.positionAt ?? Infinity) <= at)
    return all(set({ queue: { ...queue, positionAt: at + position.everyMs } }), want({ type: 'askPosition' }));
  if (comfort !== undefined && (queue.comfortAt ?? Infinity) <= at)
    return all(set({ queue: { ...queue, comfortAt: at + comfort.everyMs } }), say(comfort.file));
  return stay;
});

/** The caller is told how many are before them. 1: they are next. */
export function tellPosition(position: number): Move {
  return see(({ queued, queue, terms }) => {
    const files = terms.queue?.position?.files ?? [];
    const file = files[Math.min(position, files.length) - 1];
    return !queued || queue === null || queue.playing !== null || file === undefined ? stay : say(file);
  });
}

/** A sound has come to its end, or could not be played. */
export function carePlayed(id: Id): Move {
  return see((c) =>
    c.queue !== null && c.queue.playing !== null && c.sounds[soundId(c, c.queue)]?.play === id ? hush : stay,
  );
}

/** When {@link careDue} is due; null for never. */
export function careDeadline({ queued, queue }: Conversation): Millis | null {
  if (!queued || queue === null) return null;
  const words = queue.playing === null ? [queue.comfortAt, queue.positionAt] : [queue.until];
  const instants = [queue.leaveAt, ...words].filter((at) => at !== null);
  return instants.length === 0 ? null : Math.min(...instants);
}

/** What a caller who waits hears now: words, else music. */
export function queueSound(c: Conversation, usual: Id): readonly [Id, Omit<Sound, 'to'>] {
  const { queue, terms } = c;
  if (queue !== null && queue.playing !== null)
    return [soundId(c, queue), { source: { file: queue.playing }, once: true }];
  const own = queue === null ? undefined : terms.queue?.music;
  if (own === undefined) return [`${c.id}-music`, { source: { music: usual } }];
  return [`${c.id}-music-${queue?.group ?? ''}`, { source: { file: own } }];
}

const soundId = (c: Conversation, { plays }: QueueState): Id => `${c.id}${MARK}${plays}`;

function say(file: string): Move {
  return see(({ queue }, at) =>
    queue === null
      ? stay
      : set({ queue: { ...queue, playing: file, plays: queue.plays + 1, until: at + LONGEST_SOUND_MS } }),
  );
}

const hush: Move = see(({ queue }) =>
  queue === null ? stay : set({ queue: { ...queue, playing: null, until: null } }),
);
