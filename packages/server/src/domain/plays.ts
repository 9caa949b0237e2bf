import type { Id } from '@callstation/core/model';
import { all, order, see, set, stay } from './step.ts';
import type { Conversation, Move, Play } from './types.ts';

/** The music that waiting and held parties hear. */
export const MUSIC = 'default';

/** The switch's id of a conversation's play. */
export function playId(conversation: Conversation, play: Play): Id {
  return `${conversation.id}-${play}`;
}

/** Starts a sound for a leg or the whole room, unless it plays. */
export function startPlay(play: Play, to: { leg: Id } | 'room'): Move {
  return see((c) => {
    if (c.plays.includes(play)) return stay;
    const source = play === 'music' ? { music: MUSIC } : { tone: play };
    const where = to === 'room' ? { room: c.room } : to;
    return all(set({ plays: [...c.plays, play] }), order('play', playId(c, play), where, source, true));
  });
}

/** Stops a sound, if it plays. */
export function stopPlay(play: Play): Move {
  return see((c) =>
    c.plays.includes(play)
      ? all(set({ plays: c.plays.filter((p) => p !== play) }), order('stopPlay', playId(c, play)))
      : stay,
  );
}

/** Silence. */
export const stopAllPlays: Move = all(stopPlay('ringback'), stopPlay('music'), stopPlay('lost'));
