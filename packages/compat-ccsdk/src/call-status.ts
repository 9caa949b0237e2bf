import type { CallSnapshot, SessionSnapshot } from '@callstation/core';

import type { Choices } from './choices.ts';

/** `callStatus` of `onCall`. */
export const CALL_STATUS = { calling: 1, ringing: 2, talking: 3, ended: 4, notConnected: 5 } as const;
export type CallStatus = (typeof CALL_STATUS)[keyof typeof CALL_STATUS];

/** What `onCall` carries. */
export interface CallDetail {
  callStatus: CallStatus;
  calledNumber: string;
}

function statusOf(call: CallSnapshot): CallStatus {
  switch (call.phase) {
    case 'dialing':
      return CALL_STATUS.calling;
    case 'offered':
    case 'connecting':
    case 'alerting':
      return CALL_STATUS.ringing;
    case 'active':
      return CALL_STATUS.talking;
    case 'ended':
      return call.answeredAt === undefined ? CALL_STATUS.notConnected : CALL_STATUS.ended;
  }
}

/** A call that left without having ended was over all the same. */
const overWithout = (was: CallSnapshot): CallStatus =>
  was.phase === 'active' || was.phase === 'ended' ? CALL_STATUS.ended : CALL_STATUS.notConnected;

const asCall = (session: SessionSnapshot | null): CallSnapshot | null =>
  session && session.kind !== 'im' && session.role !== 'supervisor' ? session : null;

/** What to tell between two snapshots of a call, either of which may be missing; null: nothing. */
export function callStep(
  before: SessionSnapshot | null,
  after: SessionSnapshot | null,
  choices: Choices,
): CallDetail | null {
  const [was, is] = [asCall(before), asCall(after)];
  const call = is ?? was;
  if (!call || (!is && was?.phase === 'ended')) return null;
  const callStatus = is ? statusOf(is) : overWithout(call);
  if (was && statusOf(was) === callStatus) return null;
  return { callStatus, calledNumber: calledNumber(call, choices) };
}

function calledNumber({ direction, peer, context }: CallSnapshot, { inboundNumber }: Choices): string {
  const called = direction === 'in' && inboundNumber === 'called' ? context.calleeNumber : undefined;
  return called ?? peer.number ?? peer.agentId ?? '';
}
