import type { End, Id } from '@callstation/core/model';
import { arrange } from './arrange.ts';
import { movedNews, reach } from './desk-move.ts';
import { tellLeg } from './desk.ts';
import { sendDigits } from './digits.ts';
import { giveUp, hangup } from './end.ts';
import { calleeFlows } from './internal.ts';
import { answerCustomer, missed, taken, withdrawn } from './offer.ts';
import { dialWaiting } from './outbound.ts';
import { menuServed } from './menu-exit.ts';
import { deskOf, isBegun, isSame, isSeated } from './people.ts';
import { NOWHERE, forget } from './placed.ts';
import { answeredAside } from './second-party.ts';
import { all, see, setDesk, stay, want } from './step.ts';
import type { ConversationEvent, Move } from './types.ts';
import { isWarned, warn, warned } from './zip.ts';

export type DeskEvent = Extract<ConversationEvent, { type: 'desk' }>;

/** How often one page is asked for a leg before another way is tried. */
const TRIES_PER_PAGE = 2;

/** What became of an agent's leg. News of a leg that is not awaited any more changes nothing. */
export function deskNews(event: DeskEvent): Move {
  return see((c) => {
    const { agent, at, leg } = event;
    const desk = deskOf(c, agent);
    if (c.sessions[agent] === undefined || c.sessions[agent]?.phase === 'ended') return stay;
    if (event.state === 'keyed') return desk.leg === leg ? sendDigits(agent, event.digit) : stay;
    if (desk.next !== null && isSame(desk.next, at)) return movedNews(event);
    if (!isSame(desk.at, at) || (desk.leg !== null && desk.leg !== leg) || desk.gone === leg) return stay;
    switch (event.state) {
      case 'answered':
        return seat(agent, leg);
      case 'flowing':
      // A dead microphone is no reason to keep the agent from hearing.
      case 'silent':
        return all(isSeated(c, agent) ? stay : seat(agent, leg), flows(agent));
      case 'shared':
        return all(setDesk(agent, { leg, state: 'shared', tries: 0, lostAt: null }), tellLeg(agent, 'flowing'));
      case 'lost':
      case 'failed':
        return missing(event, event.end);
    }
  });
}

/** The leg can be joined: where the plan wants it, as muted as it has to be. */
function seat(agent: Id, leg: Id): Move {
  return see((c) => {
    const session = c.sessions[agent];
    // Only a phone is rung before the call is taken: its answer takes it.
    const pickedUp = session?.phase === 'offered';
    const first = pickedUp || session?.phase === 'connecting';
    return all(
      setDesk(agent, { leg, state: 'answered' }),
      menuServed(agent),
      (now) => [{ ...now, placed: { ...now.placed, [leg]: { want: NOWHERE, is: NOWHERE } } }, []],
      pickedUp ? all(taken(agent), tellLeg(agent, 'flowing')) : stay,
      deskOf(c, agent).zip === 'due' ? warn(agent, leg) : stay,
      letIn(agent, first && session.direction === 'in'),
      dialWaiting,
    );
  });
}

/** The agent first, so that the customer's first word is heard. */
function letIn(agent: Id, answers: boolean): Move {
  return see((c) => (isWarned(c, agent) ? arrange : all(arrange, answers ? answerCustomer : stay)));
}

function flows(agent: Id): Move {
  return all(
    setDesk(agent, { state: 'flowing', tries: 0, lostAt: null }),
    // Whom a tone warns is not in the call yet.
    see((c) => (isWarned(c, agent) ? stay : inTouch(agent))),
  );
}

function inTouch(agent: Id): Move {
  return all(tellLeg(agent, 'flowing'), calleeFlows(agent), answeredAside(agent));
}

/** A sound has come to its end, or could not be played: who was warned by it has the customer now. */
export function warningOver(id: Id): Move {
  return warned(id, (agent) =>
    all(
      letIn(agent, true),
      see((c) => (deskOf(c, agent).state === 'flowing' ? inTouch(agent) : stay)),
    ),
  );
}

/** The leg is gone, or did not come: the same page once more, then another one that is open, then waiting for one. */
function missing({ agent, at, next }: DeskEvent, end: End): Move {
  return see((c) => {
    const session = c.sessions[agent];
    // The page said so in its BYE: the one hang-up that reaches us without the control socket.
    if (end.reason === 'localHangup' && end.by === 'agent') return hangup(agent);
    if (session?.phase === 'offered') return phoneSaysNo(agent, end);
    if (!('page' in at)) return isBegun(session) ? phoneHungUp(agent, end) : stay;
    const { tries } = deskOf(c, agent);
    const again = tries < TRIES_PER_PAGE ? at.page : next !== null && next !== at.page ? next : null;
    if (again === null && session?.phase === 'connecting') return giveUp(agent);
    return all(lose(agent), again === null ? tellLeg(agent, 'lost') : reach(agent, { page: again }));
  });
}

/** Who hangs up their phone hangs up the call, as everybody expects of a phone. */
function phoneHungUp(agent: Id, end: End): Move {
  const failed = end.reason === 'networkLost' || end.reason === 'systemError';
  return failed ? giveUp(agent) : hangup(agent);
}

function phoneSaysNo(agent: Id, end: End): Move {
  return end.reason === 'rejected' || end.reason === 'busy' ? withdrawn(agent, end) : missed(agent);
}

function lose(agent: Id): Move {
  return see((c, at) => {
    const { leg, gone, lostAt, zip } = deskOf(c, agent);
    const unheard = zip === 'playing' ? { zip: 'due' as const } : {};
    return all(
      forget(leg),
      setDesk(agent, { leg: null, state: 'none', gone: leg ?? gone, lostAt: lostAt ?? at, ...unheard }),
    );
  });
}

/** The switch could not do to the agent's leg what it must: away with it, and once more. */
export function renew(leg: Id): Move {
  return see((c) => {
    const agent = Object.keys(c.desks).find((who) => c.desks[who]?.leg === leg);
    const at = agent === undefined ? null : deskOf(c, agent).at;
    if (agent === undefined || at === null) return stay;
    const end: End = { reason: 'networkLost', by: 'system' };
    return all(
      want({ type: 'dropDesk', at }),
      missing({ type: 'desk', agent, at, leg, next: null, state: 'lost', end }, end),
    );
  });
}

/** A page of the agent is gone. */
export function agentGone(agent: Id, page: Id, next: Id | null): Move {
  return see((c) => {
    const session = c.sessions[agent];
    const desk = deskOf(c, agent);
    if (desk.next !== null && isSame(desk.next, { page })) return setDesk(agent, { next: null });
    if (session?.phase === 'offered')
      return next === null && desk.at === null ? withdrawn(agent, { reason: 'unreachable', by: 'system' }) : stay;
    if (session === undefined || !('leg' in session) || !isSame(desk.at, { page })) return stay;
    if (next === null && session.phase === 'connecting') return giveUp(agent);
    return all(lose(agent), next === null ? tellLeg(agent, 'lost') : reach(agent, { page: next }));
  });
}

/** A page of the agent opened: a call without sound goes there. */
export function agentBack(agent: Id, page: Id): Move {
  return see((c) => {
    const session = c.sessions[agent];
    const desk = deskOf(c, agent);
    if (session === undefined || !('leg' in session) || desk.lostAt === null) return stay;
    if (isSame(desk.at, { page }) && desk.state === 'coming') return stay;
    return all(setDesk(agent, { tries: 0 }), reach(agent, { page }));
  });
}
