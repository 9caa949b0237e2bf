import type { Dialect, Ender, TraceEntry } from '@callstation/testkit';

import { TCCCEndReason, TCCCSessionDirection } from '../enums.ts';
import { TcccWorkstation } from '../tccc-workstation.ts';
import { silent } from './silent.ts';

const ENDERS: Readonly<Record<number, Ender>> = {
  [TCCCEndReason.LocalBye]: 'agent',
  [TCCCEndReason.LocalCancel]: 'agent',
  [TCCCEndReason.Referred]: 'agent',
  [TCCCEndReason.RemoteBye]: 'peer',
  [TCCCEndReason.RemoteCancel]: 'peer',
  [TCCCEndReason.Rejected]: 'peer',
};

/** What this class has a word for. That a call moved on is its end here. */
function express(entry: TraceEntry): TraceEntry | null {
  if (entry.saw === 'movedOn') return { saw: 'ended', by: 'centre' };
  return ['ringing', 'dialing', 'connected', 'ended', 'digits', 'refused'].includes(entry.saw) ? entry : null;
}

/** This dialect, for the scenarios that all of them are measured by. */
export const tcccUniDialect: Dialect = {
  name: 'tccc-uniapp',
  express,
  open(workstation, tell) {
    const tccc = new TcccWorkstation({ workstation, log: silent });
    tccc.on('onNewSession', ({ sessionDirection, fromUserId }) =>
      tell(
        sessionDirection === TCCCSessionDirection.CallIn ? { saw: 'ringing', from: fromUserId } : { saw: 'dialing' },
      ),
    );
    tccc.on('onAccepted', () => tell({ saw: 'connected' }));
    tccc.on('onEnded', (reason) => tell({ saw: 'ended', by: ENDERS[reason] ?? 'centre' }));
    const done = async (answered: Promise<unknown> | undefined): Promise<unknown> => answered;
    return {
      close: () => tccc.destroy(),
      verbs: {
        dial: (number) => tccc.call(number),
        answer: () => tccc.answer(),
        reject: () => done(tccc.terminate()),
        hangup: () => done(tccc.terminate()),
        mute: () => done(tccc.mute()),
        unmute: () => done(tccc.unMute()),
        sendDigits: (_id, digits) => tccc.sendDTMF(digits),
      },
    };
  },
};
