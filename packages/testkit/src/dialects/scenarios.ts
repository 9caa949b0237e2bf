import type { SettableStatus } from '@callstation/core';

/** One step of a dialect scenario: what the centre's side does, or what is done at the seat, to the newest call. */
export type DialectStep =
  | { centre: CentreStep }
  | { verb: 'dial'; number: string }
  | { verb: 'answer' | 'reject' | 'hangup' | 'hold' | 'resume' | 'mute' | 'unmute' | 'complete' }
  | { verb: 'sendDigits'; digits: string }
  | { verb: 'transfer'; to: { agent: string } | { skillGroup: string } }
  | { verb: 'setStatus'; status: SettableStatus };

/** What happens without the seat. */
export type CentreStep =
  | 'customerCalls'
  | 'colleagueCalls'
  | 'farEndRings'
  | 'farEndAnswers'
  | 'farEndHangsUp'
  | 'callerGivesUp'
  | 'farEndRefuses'
  | 'farEndIsBusy'
  | 'nobodyAnswers'
  | 'offerMovesOn'
  | 'targetAnswers'
  | 'targetRefuses'
  | 'wrapUpEnds';

/** A thing that happens at a seat, whatever language its page speaks. */
export interface DialectScenario {
  name: string;
  steps: readonly DialectStep[];
}

const does = (...centre: CentreStep[]): DialectStep[] => centre.map((step) => ({ centre: step }));
const talking: readonly DialectStep[] = [...does('customerCalls'), { verb: 'answer' }];
const dialled: readonly DialectStep[] = [{ verb: 'dial', number: '10001' }, ...does('farEndRings')];
const bye = does('farEndHangsUp', 'wrapUpEnds');

/**
 * What every facade is measured by: the core's trace of each of these, in the dialect's words, is the facade's trace.
 * See `playDialect` and `expectedTrace`.
 */
export const DIALECT_SCENARIOS: readonly DialectScenario[] = [
  { name: 'inbound, answered', steps: [...talking, ...bye] },
  { name: 'inbound, ended by the agent', steps: [...talking, { verb: 'hangup' }, { verb: 'complete' }] },
  { name: 'inbound, abandoned', steps: does('customerCalls', 'callerGivesUp') },
  { name: 'inbound, rejected', steps: [...does('customerCalls'), { verb: 'reject' }] },
  { name: 'inbound, moved on', steps: does('customerCalls', 'offerMovesOn') },
  { name: 'outbound, answered', steps: [...dialled, ...does('farEndAnswers'), ...bye] },
  {
    name: 'outbound, answered without ringing',
    steps: [{ verb: 'dial', number: '1' }, ...does('farEndAnswers'), ...bye],
  },
  { name: 'outbound, unanswered', steps: [...dialled, ...does('nobodyAnswers')] },
  { name: 'outbound, declined', steps: [...dialled, ...does('farEndRefuses')] },
  { name: 'outbound, busy', steps: [{ verb: 'dial', number: '10002' }, ...does('farEndIsBusy')] },
  { name: 'outbound, cancelled', steps: [...dialled, { verb: 'hangup' }] },
  { name: 'hold and resume', steps: [...talking, { verb: 'hold' }, { verb: 'resume' }, ...bye] },
  { name: 'mute and unmute', steps: [...talking, { verb: 'mute' }, { verb: 'unmute' }, ...bye] },
  { name: 'keypad tones', steps: [...talking, { verb: 'sendDigits', digits: '12#' }, ...bye] },
  {
    name: 'blind transfer to a colleague',
    steps: [...talking, { verb: 'transfer', to: { agent: 'bob' } }, ...does('targetAnswers', 'wrapUpEnds')],
  },
  {
    name: 'blind transfer to a skill group',
    steps: [...talking, { verb: 'transfer', to: { skillGroup: 'sales' } }, ...does('targetAnswers', 'wrapUpEnds')],
  },
  {
    name: 'blind transfer that comes back',
    steps: [...talking, { verb: 'transfer', to: { agent: 'bob' } }, ...does('targetRefuses'), ...bye],
  },
  { name: 'a colleague calls', steps: [...does('colleagueCalls'), { verb: 'answer' }, { verb: 'hangup' }] },
  {
    name: 'status',
    steps: [
      { verb: 'setStatus', status: { status: 'break', reason: 'lunch' } },
      { verb: 'setStatus', status: { status: 'idle' } },
      { verb: 'setStatus', status: { status: 'not-ready' } },
      { verb: 'setStatus', status: { status: 'wrap-up' } },
      { verb: 'setStatus', status: { status: 'offline' } },
      { verb: 'setStatus', status: { status: 'idle' } },
    ],
  },
  { name: 'after-call work, ended by the agent', steps: [...talking, ...does('farEndHangsUp'), { verb: 'complete' }] },
  { name: 'a verb too early', steps: [...does('customerCalls'), { verb: 'hold' }, { verb: 'answer' }, ...bye] },
  { name: 'two calls, one after the other', steps: [...talking, ...bye, ...dialled, { verb: 'hangup' }] },
];
