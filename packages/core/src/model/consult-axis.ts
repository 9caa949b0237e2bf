import { type AxisTable, defineAxis, type Row } from './call-axis.ts';
import type { CallEventKey, StampedCallEvent } from './call-events.ts';
import type { Target } from './primitives.ts';
import type { ActiveCall, Consult } from './session.ts';

type LiveConsult = Exclude<Consult, { state: 'none' }>;
type Mode = LiveConsult['mode'];

/** A consult's state with its mode; `none` has no mode. */
export type ConsultState = 'none' | `${LiveConsult['state']}:${Mode}`;

type Rows = Partial<Record<CallEventKey, Row<ActiveCall, ConsultState>>>;

/** Over, with or without a reason: what the switch may report at any time. */
const over: Rows = {
  'consult:none': { to: 'none', announce: ['sessionChanged'] },
  'consult:failed': { to: 'none', announce: ['consultFailed'] },
};

const dialingFacts = (mode: Mode): Rows => ({
  ...over,
  [`consult:dialing:${mode}`]: { to: `dialing:${mode}`, announce: ['sessionChanged'] },
  [`consult:active:${mode}`]: { to: `active:${mode}`, announce: ['consultAnswered'] },
  [`consult:completing:${mode}`]: { to: `completing:${mode}`, announce: ['consultAnswered'] },
});

const activeFacts = (mode: Mode): Rows => ({
  ...over,
  [`consult:active:${mode}`]: { to: `active:${mode}`, announce: ['sessionChanged'] },
  [`consult:completing:${mode}`]: { to: `completing:${mode}`, announce: ['sessionChanged'] },
});

const back = (to: ConsultState): Row<ActiveCall, ConsultState> => ({ to, announce: ['sessionChanged'] });
const failed: Row<ActiveCall, ConsultState> = { to: 'none', announce: ['consultFailed'] };
const begin = (mode: Mode): Row<ActiveCall, ConsultState> => ({
  to: `dialing:${mode}`,
  orders: true,
  announce: ['consultStarted'],
});
/** The verb is handed on; the state follows when the switch reports it. */
const ask = (here: ConsultState): Row<ActiveCall, ConsultState> => ({ to: here, orders: true });

/**
 * A second party. Blind transfer, consult and direct three-way are modes of one axis, so that all take back the same
 * way. Only the switch says when somebody answered; `completing` ends with the call (`ended`, transferred), with
 * `others` (merged), or back where it came from.
 */
export const CONSULT_TABLE: AxisTable<ActiveCall, ConsultState> = {
  none: {
    'command:consult': begin('consult'),
    'command:transfer': begin('transfer'),
    'command:conference': begin('conference'),
    'consult:dialing:consult': { to: 'dialing:consult', announce: ['consultStarted'] },
    'consult:dialing:transfer': { to: 'dialing:transfer', announce: ['consultStarted'] },
    'consult:dialing:conference': { to: 'dialing:conference', announce: ['consultStarted'] },
  },
  'dialing:consult': {
    ...dialingFacts('consult'),
    'failed:consult': failed,
    // Completing before anybody answered makes the consult a blind transfer.
    'command:completeTransfer': { to: 'dialing:transfer', orders: true, announce: ['sessionChanged'] },
    'command:cancelConsult': ask('dialing:consult'),
  },
  'dialing:transfer': {
    ...dialingFacts('transfer'),
    'failed:transfer': failed,
    'failed:completeTransfer': back('dialing:consult'),
    'command:takeBack': ask('dialing:transfer'),
  },
  'dialing:conference': {
    ...dialingFacts('conference'),
    'failed:conference': failed,
    'command:cancelConsult': ask('dialing:conference'),
  },
  'active:consult': {
    ...activeFacts('consult'),
    'consult:completing:transfer': back('completing:transfer'),
    'consult:completing:conference': back('completing:conference'),
    'command:completeTransfer': { to: 'completing:transfer', orders: true, announce: ['sessionChanged'] },
    'command:merge': { to: 'completing:conference', orders: true, announce: ['sessionChanged'] },
    'command:cancelConsult': ask('active:consult'),
  },
  'active:transfer': {
    ...activeFacts('transfer'),
    'failed:transfer': failed,
    'command:takeBack': ask('active:transfer'),
  },
  'active:conference': {
    ...activeFacts('conference'),
    'failed:conference': failed,
    'command:cancelConsult': ask('active:conference'),
  },
  'completing:consult': {
    ...over,
    'consult:active:consult': back('active:consult'),
  },
  'completing:transfer': {
    ...over,
    'consult:active:transfer': back('active:transfer'),
    'consult:active:consult': back('active:consult'),
    'failed:completeTransfer': back('active:consult'),
    'failed:transfer': failed,
    'command:takeBack': ask('completing:transfer'),
  },
  'completing:conference': {
    ...over,
    'consult:active:conference': back('active:conference'),
    'consult:active:consult': back('active:consult'),
    'failed:merge': back('active:consult'),
    'failed:conference': failed,
  },
};

/** The axis of {@link CONSULT_TABLE}. */
export const consultAxis = defineAxis<ActiveCall, ConsultState>({
  name: 'consult',
  table: CONSULT_TABLE,
  has: (call): call is ActiveCall => call.phase === 'active',
  read: ({ consult }) => (consult.state === 'none' ? 'none' : `${consult.state}:${consult.mode}`),
  write(call, to, event) {
    const consult = to === 'none' ? noConsult(event) : liveConsult(call.consult, to, event);
    return consult === call.consult ? call : { ...call, consult };
  },
});

function noConsult(event: StampedCallEvent): Consult {
  if (event.type === 'failed') return { state: 'none', failed: event.end };
  return event.type === 'consult' && event.consult.state === 'none' ? event.consult : { state: 'none' };
}

function liveConsult(now: Consult, name: Exclude<ConsultState, 'none'>, event: StampedCallEvent): Consult {
  if (event.type === 'consult' && event.consult.state !== 'none') return event.consult;
  const [state, mode] = name.split(':') as [LiveConsult['state'], Mode];
  if (now.state === 'none') return { state, mode, to: targetOf(event) };
  return now.state === state && now.mode === mode ? now : { ...now, state, mode };
}

function targetOf(event: StampedCallEvent): Target {
  if (event.type !== 'command') return { number: '' };
  const { verb, args } = event;
  if (verb === 'consult' || verb === 'transfer' || verb === 'conference') return args.to;
  return { number: '' };
}
