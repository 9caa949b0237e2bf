/** One step of a scenario: who does what, or what must be seen or heard. Demos show them, e2e performs them. */
export type ScenarioStep =
  | { do: 'dial'; number: string }
  | { do: 'dialAgent'; agent: string }
  | { do: 'customerCalls'; from: string }
  /** `at`: another agent's seat. Buttons have the words of `@callstation/core/words`. */
  | { do: 'press'; button: ScenarioButton; at?: string }
  | { do: 'consult' | 'transfer' | 'conference'; to: { agent: string } | { number: string } }
  | { do: 'digits'; digits: string }
  | { see: 'phase'; phase: 'offered' | 'dialing' | 'alerting' | 'active' | 'ended' }
  | { see: 'hold'; hold: 'none' | 'held' }
  | { see: 'consult'; state: 'none' | 'dialing' | 'active'; failed?: string }
  | { see: 'others'; count: number }
  | { see: 'end'; reason: string; at?: string }
  | { hear: 'agent' | 'customer'; what: 'tone' | 'voice' | 'music' | 'silence'; hz?: number };

/** What a scenario presses. */
export type ScenarioButton =
  | 'Answer'
  | 'Reject'
  | 'Hang up'
  | 'Hold'
  | 'Resume'
  | 'Mute'
  | 'Unmute'
  | 'Complete transfer'
  | 'Merge'
  | 'Cancel consult'
  | 'Swap'
  | 'Leave conference'
  | 'Take back';

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
    title: 'A customer calls in, hears nothing of a muted agent, and is heard',
    steps: [
      { do: 'customerCalls', from: '+491701234567' },
      { see: 'phase', phase: 'offered' },
      { do: 'press', button: 'Answer' },
      { see: 'phase', phase: 'active' },
      { hear: 'agent', what: 'voice' },
      { do: 'press', button: 'Mute' },
      { hear: 'customer', what: 'silence' },
      { do: 'press', button: 'Unmute' },
      { hear: 'customer', what: 'voice' },
      { do: 'press', button: 'Hang up' },
    ],
  },
  {
    name: 'hold',
    title: 'The customer waits on hold, with music, and is heard again',
    steps: [
      ...talkingTo('10001'),
      { do: 'press', button: 'Hold' },
      { see: 'hold', hold: 'held' },
      { hear: 'customer', what: 'music' },
      { do: 'press', button: 'Resume' },
      { see: 'hold', hold: 'none' },
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
  {
    name: 'blind-transfer',
    title: 'Send the customer to a colleague',
    steps: [
      ...talkingTo('10001'),
      { do: 'transfer', to: { agent: 'bob' } },
      { hear: 'customer', what: 'music' },
      { do: 'press', button: 'Answer', at: 'bob' },
      { see: 'end', reason: 'transferred' },
    ],
  },
  {
    name: 'transfer-refused',
    title: 'A transfer to a busy number gives the customer back',
    steps: [
      ...talkingTo('10001'),
      { do: 'transfer', to: { number: '20005' } },
      { see: 'consult', state: 'none', failed: 'busy' },
      { hear: 'customer', what: 'voice' },
      { do: 'press', button: 'Hang up' },
    ],
  },
  {
    name: 'consult-complete',
    title: 'Ask a colleague, go between both, then leave the customer to them',
    steps: [
      ...consulting('bob'),
      { hear: 'customer', what: 'music' },
      { do: 'press', button: 'Swap' },
      { hear: 'customer', what: 'voice' },
      { do: 'press', button: 'Swap' },
      { do: 'press', button: 'Complete transfer' },
      { see: 'end', reason: 'transferred' },
    ],
  },
  {
    name: 'consult-three-way',
    title: 'Ask a colleague, talk all three, and leave them to it',
    steps: [
      ...consulting('bob'),
      { do: 'press', button: 'Merge' },
      { see: 'others', count: 1 },
      { do: 'press', button: 'Leave conference' },
      { see: 'end', reason: 'localHangup' },
    ],
  },
  {
    name: 'three-way-take-back',
    title: 'Bring a number into the call, then send it away again',
    steps: [
      ...talkingTo('10001'),
      { do: 'conference', to: { number: '20001' } },
      { see: 'others', count: 1 },
      { do: 'press', button: 'Take back' },
      { see: 'others', count: 0 },
      { do: 'press', button: 'Hang up' },
    ],
  },
];

function talkingTo(number: string): ScenarioStep[] {
  return [
    { do: 'dial', number },
    { see: 'phase', phase: 'active' },
  ];
}

function consulting(agent: string): ScenarioStep[] {
  return [
    ...talkingTo('10001'),
    { do: 'consult', to: { agent } },
    { do: 'press', button: 'Answer', at: agent },
    { see: 'consult', state: 'active' },
  ];
}

function failing(number: string, reason: string): ScenarioStep[] {
  return [
    { do: 'dial', number },
    { see: 'end', reason },
  ];
}
