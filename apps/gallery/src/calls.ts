import {
  callCommand,
  reduceCall,
  type ActiveCall,
  type CallSnapshot,
  type ChatSnapshot,
  type EndedCall,
  type Party,
  type SessionContext,
} from '@callstation/core/model';
import { fakeOffer } from '@callstation/testkit';

const MINUTE = 60_000;
const began = Date.now();

/** An instant so many minutes before the gallery was opened. */
export const ago = (minutes: number): number => began - minutes * MINUTE;

export const INES: Party = {
  id: 'p-ines',
  role: 'customer',
  state: 'joined',
  number: '+34 612 555 019',
  name: 'Inés Robles',
};
export const BOB: Party = { id: 'p-bob', role: 'agent', state: 'joined', agentId: 'bob', name: 'Bob Chen' };

const SALES: SessionContext = {
  ...{ flow: 'in', skillGroup: { id: 'sales', name: 'Sales' } },
  ivrPath: [
    { key: '2', label: 'Orders' },
    { key: '1', label: 'Delivery' },
  ],
};

/** A call that rings. */
export function ringing(id = 's1', peer: Party = INES): CallSnapshot {
  return { ...fakeOffer(id, peer.number, ago(0)), peer: { ...peer, state: 'ringing' }, context: SALES };
}

/** A call in conversation, in that page. */
export function talking(page: string, changes: Partial<ActiveCall> = {}, id = 's1'): ActiveCall {
  const leg = { state: 'flowing', at: { page } } as const;
  const connecting = reduceCall(ringing(id), { ...callCommand('answer', {}, page), at: ago(3) })[0];
  const [active] = reduceCall(connecting, { type: 'leg', leg, at: ago(2.7) });
  return { ...(active as ActiveCall), peer: INES, ...changes };
}

/** A call that is over, with work left. */
export function over(page: string, changes: Partial<EndedCall> = {}, id = 's1'): EndedCall {
  const { answeredAt, engagementId, role, direction, peer, context, createdAt, kind } = talking(page, {}, id);
  return {
    ...{ id, engagementId, role, direction, peer, context, createdAt, kind, answeredAt },
    ...{ phase: 'ended', endedAt: ago(0), end: { reason: 'remoteHangup', by: 'peer' }, wrapUp: { deadline: null } },
    ...changes,
  };
}

/** A chat, as a backend that has chats would show it. */
export const chatting = (): ChatSnapshot => ({
  ...{ id: 's3', engagementId: 's3-e', kind: 'im', phase: 'active', role: 'handler', direction: 'in' },
  ...{ peer: { id: 'p-li', role: 'customer', state: 'joined', name: '李雷' }, context: { flow: 'in' } },
  ...{ createdAt: ago(6), acceptedAt: ago(5), lastSeq: 0, readSeq: 0, peerReadSeq: 0, consult: { state: 'none' } },
});
