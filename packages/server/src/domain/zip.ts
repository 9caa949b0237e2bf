import type { Id } from '@callstation/core/model';
import { deskOf } from './people.ts';
import { all, order, see, setDesk, stay } from './step.ts';
import type { Conversation, Move } from './types.ts';

const MARK = '-zip-';

/** Whether the agent hears the tone, and neither hears nor is heard by anybody. */
export function isWarned(c: Conversation, agent: Id): boolean {
  return deskOf(c, agent).zip === 'playing';
}

/** The agent's leg has come up by itself: they are warned before the customer is let in. */
export function warn(agent: Id, leg: Id): Move {
  return see((c) =>
    // A leg that was kept may be warned once more, and what has one name is played once.
    all(
      setDesk(agent, { zip: 'playing' }),
      order('play', `${c.id}${MARK}${leg}-${c.engagements}`, { leg }, { tone: 'zip' }, false),
    ),
  );
}

/** The tone has come to its end, or could not be played: `then` for the agent who heard it. */
export function warned(id: Id, then: (agent: Id) => Move): Move {
  return see((c) => {
    const agent = Object.keys(c.desks).find((who) => {
      const { leg, zip } = deskOf(c, who);
      return zip === 'playing' && leg !== null && id.startsWith(`${c.id}${MARK}${leg}-`);
    });
    return agent === undefined ? stay : all(setDesk(agent, { zip: 'none' }), then(agent));
  });
}
