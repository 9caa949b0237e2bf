import type { AgentSnapshot, SessionSnapshot } from '@callstation/core';

import { closeByOf, reasonsOf } from './end-reasons.ts';
import type { Inferred } from './options.ts';
import type { CallData, TcccServerType } from './tccc.types.ts';

type Fields = Record<string, unknown>;

/** Without what is not known: a documented field that may be left out is not there. */
function known(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** Where the agent has that session. */
export function serverTypeOf(session: SessionSnapshot, agent: AgentSnapshot | null): TcccServerType {
  const mode = agent?.phone.mode ?? 'page';
  const atPage = 'leg' in session && session.leg.at !== null ? 'page' in session.leg.at : mode === 'page';
  if (atPage) return 'staffSeat';
  return mode === 'mobile' ? 'staffPhoneSeat' : 'staffExtensionSeat';
}

/** What a call that was placed is answered with, and what `callOuted` tells. */
export function callDataOf(session: SessionSnapshot, agent: AgentSnapshot | null): CallData {
  const { id, peer, context } = session;
  return {
    sessionId: id,
    calleePhoneNumber: peer.number ?? peer.agentId ?? context.calleeNumber ?? '',
    callerPhoneNumber: context.displayNumber ?? context.callerNumber ?? agent?.callerNumber ?? '',
    serverType: serverTypeOf(session, agent),
    ...(peer.location === undefined ? {} : { calleeLocation: peer.location }),
    ...(context.remark === undefined ? {} : { remark: context.remark }),
  };
}

/** `callOuted`. */
export function callOutedOf(session: SessionSnapshot, agent: AgentSnapshot | null): Fields {
  const { sessionId, calleePhoneNumber, callerPhoneNumber, remark } = callDataOf(session, agent);
  const protectedCallee = session.peer.masked ? session.peer.number : undefined;
  return known({ sessionId, calleePhoneNumber, callerPhoneNumber, protectedCallee, remark });
}

/** Seconds that an offer stands; 0: no limit. */
function timeoutOf(session: SessionSnapshot): number {
  if (session.phase !== 'offered' || session.deadline === null) return 0;
  return Math.max(0, Math.round((session.deadline - session.createdAt) / 1000));
}

/** `callIn`, by what the session carries. */
export function callInOf(session: SessionSnapshot, agent: AgentSnapshot | null): Fields {
  const { id, kind, peer, context } = session;
  const shared = { sessionId: id, type: kind, timeout: timeoutOf(session) };
  const person = { nickname: peer.name, avatar: peer.avatar, remark: context.remark };
  switch (kind) {
    case 'phone': {
      const number = peer.number ?? context.callerNumber ?? peer.agentId;
      // Of a call that a colleague made, the number that was called is the other party's.
      const ours = context.displayNumber ?? context.calleeNumber;
      return known({
        ...shared,
        calleePhoneNumber: ours ?? '',
        callerPhoneNumber: number,
        callerLocation: peer.location,
        remark: context.remark,
        ivrPath: context.ivrPath ?? [],
        protectedCaller: peer.masked ? number : undefined,
        protectedCallee: peer.masked ? ours : undefined,
        serverType: serverTypeOf(session, agent),
      });
    }
    case 'im':
      return known({
        ...shared,
        ...person,
        nickname: peer.name ?? peer.id,
        peerSource: peer.location,
        channelName: context.channelName ?? context.channel,
        clientData: context.clientData,
      });
    case 'voip':
      return known({
        ...shared,
        ...person,
        callee: context.channel ?? context.calleeNumber ?? '',
        calleeRemark: context.channelName,
        userId: peer.userId ?? peer.id,
        peerSource: peer.location,
        ivrPath: context.ivrPath ?? [],
        clientData: context.clientData,
      });
    case 'video':
      return known({ ...shared, ...person, userId: peer.userId ?? peer.id });
    case 'internal':
      return { ...shared, peerUserId: peer.agentId ?? peer.id };
  }
}

/** `sessionEnded`; null for one that has not. Reasons are told of phone sessions that the centre ended. */
export function sessionEndedOf(session: SessionSnapshot, { reasons }: Pick<Inferred, 'reasons'>): Fields | null {
  if (session.phase !== 'ended') return null;
  const { id, kind, end, endedAt } = session;
  const closeBy = closeByOf(end);
  const answeredAt = 'answeredAt' in session ? session.answeredAt : undefined;
  const why = kind === 'phone' && closeBy === 'admin' ? (reasons ?? reasonsOf)(end) : {};
  return {
    ...{ sessionId: id, closeBy, ...why, type: kind },
    duration: answeredAt === undefined ? 0 : Math.max(0, endedAt - answeredAt) / 1000,
  };
}

/** `transfer`: where the session went, as far as it was still known. */
export function transferOf(session: SessionSnapshot, previous: SessionSnapshot | null): Fields {
  const consult = previous && 'consult' in previous ? previous.consult : null;
  const to = consult && consult.state !== 'none' ? consult.to : {};
  return known({
    sessionId: session.id,
    skillGroupId: 'skillGroup' in to ? to.skillGroup : undefined,
    userId: 'agent' in to ? to.agent : undefined,
  });
}
