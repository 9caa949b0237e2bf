import type { Id, Recording, SessionContext } from '@callstation/core/model';
import type { RecordingSides, SwitchOrder } from '../switch/switch.ts';
import { groupsOf, isAskedAside } from './members.ts';
import { liveAgents, liveCustomer } from './people.ts';
import { all, order, see, stay, tell } from './step.ts';
import type { Conversation, Move, Taping, Terms } from './types.ts';

/** A conversation of which nothing was recorded yet. */
export const NO_TAPING: Taping = {
  ...{ wanted: 'off', asked: 'off', is: 'off', begun: false, announcement: 'due' },
  ...{ id: null, count: 0, sides: { left: [], right: [] } },
};

function change(to: Partial<Taping>): Move {
  return (c) => [{ ...c, taping: { ...c.taping, ...to } }, []];
}

/**
 * Has recorded what is to be: told first where that is the rule, begun when the customer and an agent are together, gone on
 * with until the customer is gone, whoever has them meanwhile.
 */
export const keepTape: Move = all(
  see((c) => (shouldBegin(c) ? change({ begun: true, wanted: 'on' }) : stay)),
  see((c) => (mayGoOn(c) || c.taping.wanted === 'off' ? stay : change({ wanted: 'off' }))),
  see(follow),
  see((c) => all(...liveAgents(c).map(tellRecording))),
);

/** An agent starts, pauses or resumes it. */
export function setTaping(wanted: 'on' | 'paused'): Move {
  return change({ wanted, begun: true });
}

/** A sound came to its end: the announcement has been heard. */
export function announced(id: Id): Move {
  return see((c) =>
    id === announcementId(c) && c.taping.announcement === 'playing' ? change({ announcement: 'done' }) : stay,
  );
}

/** Nothing more is written: the call goes on without. */
export function tapingFailed(id: Id): Move {
  return see((c) => (c.taping.id === id ? change({ wanted: 'off', asked: 'off', is: 'off', id: null }) : stay));
}

/** The switch has done it. */
export function tapeDone(asked: SwitchOrder): Move {
  const [name, id] = asked;
  return see((c) => {
    if (c.taping.id !== id) return stay;
    if (name === 'record' && c.taping.is === 'off') return change({ is: 'on' });
    return name === 'pauseRecord' ? change({ is: asked[2] ? 'paused' : 'on' }) : stay;
  });
}

/** The switch would not. A caller who was not told is not recorded. */
export function tapeFailed(asked: SwitchOrder): Move {
  const [name, id] = asked;
  return see((c) => {
    if (name === 'play')
      return id === announcementId(c)
        ? change({ wanted: 'off', announcement: 'due', count: c.taping.count + 1 })
        : stay;
    if (c.taping.id !== id) return stay;
    // It may have begun all the same, or goes on with who was in it: shown as off, it has to be off.
    if (name === 'record') return all(order('stopRecord', id), tapingFailed(id));
    return name === 'pauseRecord' ? change({ wanted: c.taping.is, asked: c.taping.is }) : stay;
  });
}

/** What is told of a call, with what its terms say of recording. */
export function withRecordingRule(context: SessionContext, { recording }: Terms): SessionContext {
  const { recording: _, ...rest } = context;
  return recording === 'on-demand' ? rest : { ...rest, recording };
}

/** The conversation whose announcement, or recording, has that id, if it is one. */
export function conversationOfTape(id: Id): Id | undefined {
  return /^(.+)-(?:announce|r)\d+$/u.exec(id)?.[1];
}

function announcementId(c: Conversation): Id {
  return `${c.id}-announce${c.taping.count}`;
}

function shouldBegin(c: Conversation): boolean {
  return c.terms.recording === 'on' && !c.taping.begun && isTogether(c);
}

function mayGoOn(c: Conversation): boolean {
  return !c.over && liveCustomer(c) !== null && c.terms.recording !== 'off';
}

function isTogether(c: Conversation): boolean {
  const [main] = groupsOf(c);
  const agent = main?.members.some((member) => member.agent && member.presence === 'present');
  return !c.over && !c.queued && c.menu === null && liveCustomer(c)?.state === 'answered' && agent === true;
}

/** Orders what is to be and is not yet. */
function follow(c: Conversation): Move {
  const { taping } = c;
  if (taping.wanted === 'off') return taping.id === null ? stay : stop(taping.id);
  if (taping.id === null) return begin(c);
  const sides = sidesOf(c);
  return all(
    isSame(sides, taping.sides) ? stay : all(change({ sides }), order('record', taping.id, c.room, sides)),
    taping.is !== 'off' && taping.wanted !== taping.asked
      ? all(change({ asked: taping.wanted }), order('pauseRecord', taping.id, taping.wanted === 'paused'))
      : stay,
  );
}

function begin(c: Conversation): Move {
  const { taping, terms } = c;
  if (!isTogether(c)) {
    // Whoever was left alone with it hears it again.
    return taping.announcement === 'playing' ? change({ announcement: 'due', count: taping.count + 1 }) : stay;
  }
  if (terms.announce !== null && taping.announcement === 'playing') return stay;
  if (terms.announce !== null && taping.announcement === 'due')
    return all(
      change({ announcement: 'playing' }),
      order('play', announcementId(c), { room: c.room }, { file: terms.announce }, false),
    );
  const count = taping.count + 1;
  const id = `${c.id}-r${count}`;
  const sides = sidesOf(c);
  return all(change({ id, count, sides, asked: 'on' }), order('record', id, c.room, sides));
}

function stop(id: Id): Move {
  return all(change({ id: null, is: 'off', asked: 'off' }), order('stopRecord', id));
}

/** Agents on the left, everybody else who is in the talk on the right. */
function sidesOf(c: Conversation): RecordingSides {
  const members = groupsOf(c)[0]?.members ?? [];
  const legs = (agent: boolean): Id[] =>
    members.flatMap((member) => (member.agent === agent && member.leg !== null ? [member.leg] : [])).sort();
  return { left: legs(true), right: legs(false) };
}

function isSame(a: RecordingSides, b: RecordingSides): boolean {
  return `${a.left.join()}|${a.right.join()}` === `${b.left.join()}|${b.right.join()}`;
}

/** What the agent is told: whether they themselves are recorded now. */
function tellRecording(agent: Id): Move {
  return see((c) => {
    const call = c.sessions[agent];
    if (call?.phase !== 'active') return stay;
    const recording: Recording = isAskedAside(c, agent) ? 'off' : c.taping.is;
    return call.recording === recording ? stay : tell(agent, { type: 'recording', recording });
  });
}
