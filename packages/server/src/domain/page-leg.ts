import type { Id } from '@callstation/core/model';
import { isSeated, takeDesk, tellLeg } from './desk.ts';
import { endForAll, hangup } from './end.ts';
import { bringCustomer, passOn } from './inbound.ts';
import { calleeFlows } from './internal.ts';
import { ringbackIfWaiting } from './outbound.ts';
import { MUSIC, startPlay, stopPlay } from './plays.ts';
import { all, deskOf, order, othersOf, peerLeg, see, setDesk, stay, systemEnd, want } from './step.ts';
import type { Conversation, ConversationEvent, Move } from './types.ts';

type DeskEvent = Extract<ConversationEvent, { type: 'desk' }>;

/** How often one page is asked for a leg before another way is tried. */
const TRIES_PER_PAGE = 2;

/** What became of the leg of an agent's page. News of a leg that is not awaited any more changes nothing. */
export function deskNews(event: DeskEvent): Move {
  return see((c) => {
    const { agent, page, leg } = event;
    const desk = deskOf(c, agent);
    const session = c.sessions[agent];
    if (desk.page !== page || session === undefined || !('leg' in session)) return stay;
    if (desk.leg !== null && desk.leg !== leg) return stay;
    switch (event.state) {
      case 'answered':
        return seat(agent, leg);
      case 'flowing':
        return all(isSeated(c, agent) ? stay : seat(agent, leg), flows(agent));
      case 'lost':
      case 'failed':
        // The page said so in its BYE: the one hang-up that reaches us without the control socket.
        if (event.end.reason === 'localHangup' && event.end.by === 'agent') return hangup(agent);
        return all(retry(agent, page, event.next));
    }
  });
}

/** The leg can be joined: into the room, as muted and held as it has to be. */
function seat(agent: Id, leg: Id): Move {
  return see((c) => {
    const session = c.sessions[agent];
    const silent =
      session !== undefined && 'mute' in session && session.mute !== 'off' && session.mute !== 'turningOff';
    const held = othersOf(c, agent).some((other) => holds(c, other)) && c.kind === 'internal';
    return all(
      setDesk(agent, { leg, state: 'answered', gated: silent, held }),
      // Gated before it is joined, so that not one word gets out.
      silent ? order('gate', leg, true) : stay,
      held ? order('hold', leg, MUSIC) : stay,
      order('join', c.room, leg),
      session?.phase === 'connecting' && session.direction === 'in' ? bringCustomer : stay,
      ringbackIfWaiting,
    );
  });
}

function holds(c: Conversation, agent: Id): boolean {
  const session = c.sessions[agent];
  return session?.phase === 'active' && (session.hold === 'held' || session.hold === 'holding');
}

function flows(agent: Id): Move {
  return all(
    setDesk(agent, { state: 'flowing', tries: 0, lostAt: null }),
    stopPlay('lost'),
    tellLeg(agent, 'flowing'),
    calleeFlows(agent),
  );
}

/** The same page once more, then another one that is open, then waiting for one to open. */
function retry(agent: Id, page: Id, next: Id | null): Move {
  return see((c) => {
    const { tries } = deskOf(c, agent);
    const again = tries < TRIES_PER_PAGE ? page : next !== null && next !== page ? next : null;
    if (again === null && c.sessions[agent]?.phase === 'connecting') return giveUp(agent);
    return all(missing(agent), again === null ? tellLeg(agent, 'lost') : reach(agent, again));
  });
}

/** A leg at that page, while whoever is on the other side hears that they were not forgotten. */
function reach(agent: Id, page: Id): Move {
  return all(
    takeDesk(agent, page),
    see((c) => {
      const session = c.sessions[agent];
      const wasUp = session !== undefined && 'leg' in session && session.leg.state !== 'connecting';
      return tellLeg(agent, wasUp ? 'reconnecting' : 'connecting');
    }),
  );
}

function missing(agent: Id): Move {
  return see((c, at) => {
    const { lostAt } = deskOf(c, agent);
    return all(
      setDesk(agent, { leg: null, state: 'none', held: false, gated: false, lostAt: lostAt ?? at }),
      lostTone(agent),
    );
  });
}

function lostTone(agent: Id): Move {
  return see((c) => {
    const leg = peerLeg(c, agent);
    const session = c.sessions[agent];
    const talking = session?.phase === 'active' && session.hold === 'none';
    return talking && leg !== null ? startPlay('lost', { leg }) : stay;
  });
}

/** The switch could not do to the agent's leg what it must: away with it, and once more. */
export function renew(leg: Id): Move {
  return see((c) => {
    const agent = Object.keys(c.desks).find((who) => c.desks[who]?.leg === leg);
    const page = agent === undefined ? null : deskOf(c, agent).page;
    if (agent === undefined || page === null) return stay;
    return all(want({ type: 'dropDesk', page }), retry(agent, page, null));
  });
}

/** A page of the agent is gone. */
export function agentGone(agent: Id, page: Id, next: Id | null): Move {
  return see((c) => {
    const session = c.sessions[agent];
    if (session?.phase === 'offered') return next === null ? withdrawn(agent) : stay;
    if (session === undefined || !('leg' in session) || deskOf(c, agent).page !== page) return stay;
    if (next === null && session.phase === 'connecting') return giveUp(agent);
    return all(missing(agent), next === null ? tellLeg(agent, 'lost') : reach(agent, next));
  });
}

/** A page of the agent opened: a call without sound goes there. */
export function agentBack(agent: Id, page: Id): Move {
  return see((c) => {
    const session = c.sessions[agent];
    const desk = deskOf(c, agent);
    if (session === undefined || !('leg' in session) || desk.lostAt === null) return stay;
    return desk.page === page && desk.state === 'coming' ? stay : all(setDesk(agent, { tries: 0 }), reach(agent, page));
  });
}

/** The offer cannot be seen any more. */
function withdrawn(agent: Id): Move {
  return see((c) =>
    c.customer === null ? endForAll(systemEnd('unreachable')) : passOn(agent, systemEnd('requeued'), c.terms.avoidMs),
  );
}

/** This agent does not get audio: the customer goes back to the queue they came from, else it is over. */
export function giveUp(agent: Id): Move {
  return see((c) =>
    c.customer !== null && c.context.flow === 'in' && c.customer.state !== 'ended'
      ? passOn(agent, { reason: 'requeued', by: 'timer' }, c.terms.avoidMs)
      : endForAll(systemEnd('networkLost')),
  );
}
