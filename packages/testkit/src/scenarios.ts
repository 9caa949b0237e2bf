/** One step of a scenario: who does what, or what must be seen or heard. Demos show them, e2e performs them. */
export type ScenarioStep =
  | { do: 'dial'; number: string }
  | { do: 'dialAgent'; agent: string }
  | { do: 'customerCalls'; from: string }
  | { do: 'press'; button: 'Answer' | 'Reject' | 'Hang up' | 'Hold' | 'Resume' | 'Mute' | 'Unmute' }
  | { do: 'digits'; digits: string }
  | { see: 'phase'; phase: 'offered' | 'dialing' | 'alerting' | 'active' | 'ended' }
  | { see: 'hold'; hold: 'none' | 'held' }
  | { see: 'end'; reason: string }
  | { hear: 'agent' | 'customer'; what: 'tone' | 'voice' | 'music' | 'silence'; hz?: number };

/** A thing an agent does with a seat, from begin to end. */
export interface Scenario {
  name: string;
  /** What somebody learns by trying it. */
  title: string;
  steps: readonly ScenarioStep[];
}

/** Every scenario of the demos, simplest first. */
export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'first-call',
    title: 'Call a number and hear somebody',
    steps: [
      { do: 'dial', number: '10001' },
      { see: 'phase', phase: 'active' },
      { hear: 'agent', what: 'tone', hz: 1000 },
      { hear: 'customer', what: 'voice' },
      { do: 'press', button: 'Hang up' },
      { see: 'end', reason: 'localHangup' },
    ],
  },
  { name: 'busy', title: 'The number is busy', steps: failing('10002', 'busy') },
  {
    name: 'no-answer',
    title: 'It rings and nobody answers',
    steps: [
      { do: 'dial', number: '10003' },
      { see: 'phase', phase: 'alerting' },
      { see: 'end', reason: 'noAnswer' },
    ],
  },
  { name: 'declined', title: 'The customer declines', steps: failing('10004', 'rejected') },
  {
    name: 'far-end-hangs-up',
    title: 'The customer hangs up after five seconds',
    steps: [
      { do: 'dial', number: '10005' },
      { see: 'phase', phase: 'active' },
      { see: 'end', reason: 'remoteHangup' },
    ],
  },
  {
    name: 'no-such-number',
    title: 'An announcement before the call fails',
    steps: [
      { do: 'dial', number: '10006' },
      { hear: 'agent', what: 'voice' },
      { see: 'end', reason: 'invalidNumber' },
    ],
  },
  {
    name: 'keypad',
    title: 'A menu that answers to keys',
    steps: [
      { do: 'dial', number: '10007' },
      { see: 'phase', phase: 'active' },
      { do: 'digits', digits: '1' },
      { hear: 'agent', what: 'tone' },
      { do: 'press', button: 'Hang up' },
    ],
  },
  {
    name: 'customer-calls',
    title: 'A customer calls in, waits on hold, and is heard again',
    steps: [
      { do: 'customerCalls', from: '+491701234567' },
      { see: 'phase', phase: 'offered' },
      { do: 'press', button: 'Answer' },
      { see: 'phase', phase: 'active' },
      { do: 'press', button: 'Hold' },
      { see: 'hold', hold: 'held' },
      { hear: 'customer', what: 'music' },
      { do: 'press', button: 'Resume' },
      { see: 'hold', hold: 'none' },
      { do: 'press', button: 'Mute' },
      { hear: 'customer', what: 'silence' },
      { do: 'press', button: 'Unmute' },
      { hear: 'customer', what: 'voice' },
      { do: 'press', button: 'Hang up' },
    ],
  },
  {
    name: 'colleague',
    title: 'Two agents call each other',
    steps: [
      { do: 'dialAgent', agent: 'bob' },
      { see: 'phase', phase: 'active' },
      { do: 'press', button: 'Hang up' },
    ],
  },
];

function failing(number: string, reason: string): ScenarioStep[] {
  return [
    { do: 'dial', number },
    { see: 'end', reason },
  ];
}
