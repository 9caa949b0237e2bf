import type { CallActionMap, CallSnapshot, Verdict } from '@callstation/core';

/** Which buttons a call has now. */
export type CallAuthority = Record<(typeof FLAGS)[number], boolean>;

/** The vendor's flags. */
export const FLAGS = [
  'OnBarButtonSwitch',
  'AllowAnswer',
  'AllowHangup',
  'AllowHold',
  'AllowUnHold',
  'AllowTransfer',
  'AllowConsultation',
  'AllowEndConsultation',
  'AllowThreeWayAfterConsultation',
  'AllowTransferAfterConsultation',
  'AllowThreeWay',
  'AllowCancel',
  'AllowTransferAfterThreeWay',
  'AdvancedCallStatus',
] as const;

/** A verb whose command is just being confirmed keeps its button: the event that says so comes before the answer. */
const shown = (verdict: Verdict): boolean => verdict.allowed || verdict.reason === 'pending';

/** The flags of a call, by what core says is legal. */
export function authorityOf(call: CallSnapshot, actions: CallActionMap): CallAuthority {
  const asking = call.phase === 'active' && call.consult.state !== 'none';
  const three = call.phase === 'active' && call.others.length > 0;
  const may = (verb: keyof CallActionMap): boolean => call.phase !== 'ended' && shown(actions[verb]);
  const endsAsking = asking && may('cancelConsult');
  const takesBack = !endsAsking && (asking || three) && may('takeBack');
  return {
    OnBarButtonSwitch: endsAsking || takesBack,
    AllowAnswer: may('answer'),
    AllowHangup: may('hangup') || may('reject'),
    AllowHold: may('hold'),
    AllowUnHold: may('resume'),
    AllowTransfer: may('transfer'),
    AllowConsultation: may('consult'),
    AllowEndConsultation: endsAsking,
    AllowThreeWayAfterConsultation: asking && may('merge'),
    AllowTransferAfterConsultation: asking && may('completeTransfer'),
    AllowThreeWay: may('conference'),
    AllowCancel: three && takesBack,
    AllowTransferAfterThreeWay: three && !asking && may('completeTransfer'),
    AdvancedCallStatus: asking || three,
  };
}
