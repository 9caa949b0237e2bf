import { callCommand, type CallSnapshot, type End, type Id } from '@callstation/core/model';
import type { SessionRecord } from '../store/store.ts';
import { freeDesk } from './desk.ts';
import { stopAllPlays } from './plays.ts';
import { all, liveAgents, order, see, set, setCustomer, stay, tell, want } from './step.ts';
import type { Conversation, Move } from './types.ts';

/** Ends one agent's part: session, leg, record; no wrap-up, no trace of it remains. */
export function endSession(agent: Id, end: End): Move {
  return all(
    freeDesk(agent),
    see((c, at) => {
      const before = c.sessions[agent];
      if (before === undefined || before.phase === 'ended') return stay;
      return all(
        tell(agent, { type: 'ended', end, wrapUp: end.reason === 'requeued' ? null : wrapUpOf(c, before, at) }),
        see((ended) => want(...recordOf(ended, agent))),
        see((ended) => {
          const session = ended.sessions[agent];
          const complete = session?.phase === 'ended' && session.wrapUp === null;
          return complete ? tell(agent, callCommand('complete', {})) : stay;
        }),
      );
    }),
  );
}

/** Only who talked has something to write down. */
function wrapUpOf(c: Conversation, session: CallSnapshot, at: number): { deadline: number | null } | null {
  if (session.phase !== 'active' || c.customer === null || c.terms.wrapUpMs === 0) return null;
  return { deadline: c.terms.wrapUpMs === null ? null : at + c.terms.wrapUpMs };
}

function recordOf(c: Conversation, agent: Id): { type: 'persist'; record: SessionRecord }[] {
  const session = c.sessions[agent];
  if (session?.phase !== 'ended') return [];
  const { engagementId, kind, direction, peer, context, createdAt, answeredAt = null, endedAt, end } = session;
  const base = { sessionId: c.id, engagementId, app: c.terms.app, agent };
  return [
    { type: 'persist', record: { ...base, kind, direction, peer, context, createdAt, answeredAt, endedAt, end } },
  ];
}

/** What the others learn when an agent ends: from their side it was the peer. */
export function seenByOthers(session: CallSnapshot | undefined, end: End): End {
  if (end.by !== 'agent' && end.by !== 'peer') return end;
  if (session?.phase === 'offered' || session?.phase === 'connecting') return { reason: 'remoteCancel', by: 'peer' };
  return { reason: end.reason === 'localReject' ? 'rejected' : 'remoteHangup', by: 'peer' };
}

/** Nobody is in touch any more: sounds stop, the customer is let go, every agent's part ends. */
export function endAll(endOf: (agent: Id, session: CallSnapshot | undefined) => End, customerEnd: End): Move {
  return see((c) => {
    if (c.over) return stay;
    const alone = liveAgents(c).length === 0 && c.engagements === 0;
    return all(
      set({ over: true, queued: false }),
      want({ type: 'unqueue' }),
      stopAllPlays,
      ...liveAgents(c).map((agent) => endSession(agent, endOf(agent, c.sessions[agent]))),
      letCustomerGo(customerEnd),
      alone ? abandoned(customerEnd) : stay,
    );
  });
}

/** Ends everything for the same reason. */
export function endForAll(end: End): Move {
  return endAll(() => end, end);
}

function letCustomerGo(end: End): Move {
  return see(({ customer }) =>
    customer === null || customer.state === 'ended'
      ? stay
      : all(setCustomer({ state: 'ended' }), order('hangup', customer.leg, end)),
  );
}

/** A customer nobody was found for leaves a record, too. */
function abandoned(end: End): Move {
  return (c, at) => {
    if (c.customer === null) return [c, []];
    const base = {
      sessionId: c.id,
      engagementId: '',
      app: c.terms.app,
      agent: null,
      kind: c.kind,
      direction: 'in' as const,
    };
    const times = { createdAt: c.createdAt, answeredAt: null, endedAt: at };
    return [c, [{ type: 'persist', record: { ...base, peer: c.customer.party, context: c.context, ...times, end } }]];
  };
}

/** An agent hangs up, or gives up dialling. */
export function hangup(agent: Id): Move {
  return see((c) => {
    const session = c.sessions[agent];
    if (session === undefined || session.phase === 'ended') return stay;
    const early = session.phase === 'dialing' || session.phase === 'alerting';
    const mine: End = { reason: early ? 'localCancel' : 'localHangup', by: 'agent' };
    return endAll((who, theirs) => (who === agent ? mine : seenByOthers(theirs, mine)), mine);
  });
}

/** The customer is gone. */
export function customerEnded(end: End): Move {
  return all(
    setCustomer({ state: 'ended' }),
    endAll((_agent, session) => {
      const failed = end.reason === 'networkLost' || end.reason === 'systemError';
      if (session?.phase === 'offered' || session?.phase === 'connecting') {
        return failed ? end : { ...end, reason: 'remoteCancel', by: 'peer' };
      }
      if (session?.phase === 'active') return failed ? end : { ...end, reason: 'remoteHangup', by: 'peer' };
      return end;
    }, end),
  );
}
