import type { SessionSnapshot } from '@callstation/core';

import { TCCCSessionDirection } from './enums.ts';
import type { TcccSessionInfo } from './events.ts';

const ADDRESS = /[^\w.!~*'()&=+$,;?/-]/gu;
const aorOf = (who: string): string => (who === '' ? '' : `sip:${who.replace(ADDRESS, encodeURIComponent)}`);

/** The other side: a number, or an agent's id. */
export function peerOf({ peer, context, direction }: SessionSnapshot): string {
  return peer.number ?? peer.agentId ?? (direction === 'in' ? context.callerNumber : context.calleeNumber) ?? peer.id;
}

/** What `onNewSession` tells. `me`: this agent's id. */
export function sessionInfoOf(session: SessionSnapshot, me: string): TcccSessionInfo {
  const { id, direction, context } = session;
  const incoming = direction === 'in';
  const peer = peerOf(session);
  const [from, to] = incoming ? [peer, me] : [me, peer];
  const carried = { uui: context.userData, remark: context.remark, skillGroupId: context.skillGroup?.id };
  return {
    ...{ sessionId: id, sessionID: id, fromUserId: from, toUserId: to, fromAor: aorOf(from), toAor: aorOf(to) },
    sessionDirection: incoming ? TCCCSessionDirection.CallIn : TCCCSessionDirection.CallOut,
    customHeaderJson: JSON.stringify(carried),
  };
}
