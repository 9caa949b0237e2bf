import { type AxisTable, defineAxis, type Row } from './call-axis.ts';
import type { CallEventKey } from './call-events.ts';
import type { CallPhase, CallSnapshot } from './session.ts';
import type { CallVerb } from './verbs.ts';

type Rows = Partial<Record<CallEventKey, Row<CallSnapshot, CallPhase>>>;

/** Verbs that are only handed on in this phase: their effect arrives as a fact, and a failure leaves nothing to undo. */
const handedOn = (phase: CallPhase, ...verbs: CallVerb[]): Rows =>
  Object.fromEntries(
    verbs.flatMap((verb): [CallEventKey, Row<CallSnapshot, CallPhase>][] => [
      [`command:${verb}`, { to: phase, orders: true }],
      [`failed:${verb}`, { to: phase }],
    ]),
  );

const unmoved = (phase: CallPhase, ...verbs: CallVerb[]): Rows =>
  Object.fromEntries(verbs.map((verb) => [`failed:${verb}`, { to: phase }]));

/** Verbs without a state of their own. */
export const ORDERS_TABLE: AxisTable<CallSnapshot, CallPhase> = {
  offered: handedOn('offered', 'reject'),
  connecting: handedOn('connecting', 'hangup', 'takeMedia'),
  dialing: handedOn('dialing', 'hangup', 'sendDigits', 'takeMedia'),
  alerting: handedOn('alerting', 'hangup', 'sendDigits', 'takeMedia'),
  active: {
    ...handedOn('active', 'hangup', 'sendDigits', 'takeMedia'),
    ...unmoved('active', 'startRecording', 'pauseRecording', 'resumeRecording'),
    ...unmoved('active', 'removeParticipant', 'leave', 'cancelConsult', 'takeBack'),
  },
  ended: {},
};

/** The axis of {@link ORDERS_TABLE}. */
export const ordersAxis = defineAxis<CallSnapshot, CallPhase>({
  name: 'orders',
  table: ORDERS_TABLE,
  has: (_call): _call is CallSnapshot => true,
  read: (call) => call.phase,
  write: (call) => call,
});
