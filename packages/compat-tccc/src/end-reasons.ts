import type { End, EndReason } from '@callstation/core';

import type { Reasons } from './options.ts';
import type { TcccCloseBy } from './tccc.types.ts';

/** Who closed a session, and the vendor's published end code for why. */
export const END_WORDS: Readonly<Record<EndReason, readonly [TcccCloseBy, string]>> = {
  localHangup: ['seat', 'ok'],
  remoteHangup: ['client', 'ok'],
  localCancel: ['seat', 'callerCancel'],
  remoteCancel: ['client', 'ringingGiveUp'],
  localReject: ['seat', 'seatGiveUp'],
  rejected: ['client', 'userReject'],
  noAnswer: ['timer', 'notAnswer'],
  busy: ['admin', 'busy'],
  unreachable: ['admin', 'notInService'],
  invalidNumber: ['admin', 'numberNotExist'],
  transferred: ['seat', 'agent transfer'],
  takenElsewhere: ['admin', 'agent transfer'],
  requeued: ['admin', 'agent transfer'],
  policyBlocked: ['admin', 'restrictedCallee'],
  systemError: ['admin', 'error'],
  networkLost: ['admin', 'unknown'],
};

/** Hung up by neither of the two who talked. */
const FOR_THEM: Readonly<Partial<Record<End['by'], TcccCloseBy>>> = {
  supervisor: 'admin',
  system: 'admin',
  timer: 'timer',
};

/** Who closed it. */
export function closeByOf({ reason, by }: End): TcccCloseBy {
  const hangup = reason === 'localHangup' || reason === 'remoteHangup';
  return (hangup ? FOR_THEM[by] : undefined) ?? END_WORDS[reason][0];
}

/** Why: the published end code, and what the centre knows beyond it. */
export function reasonsOf(end: End): Reasons {
  const { code, text, sip } = end.cause ?? {};
  return {
    mainReason:
      closeByOf(end) === 'admin' && end.reason.endsWith('Hangup') ? 'callTerminatedByAPI' : END_WORDS[end.reason][1],
    subReason: code ?? text ?? (sip === undefined ? '' : String(sip)),
  };
}
