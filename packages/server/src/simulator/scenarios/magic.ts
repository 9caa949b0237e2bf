import type { Scenario } from '../scenario.ts';

/** 10001: beeps, speaks, sends back what it hears. The beep waits for the centre's sound, so that it is never missed. */
export const echo = {
  title: 'Answers, plays 300 ms of 1 kHz, speaks, then echoes',
  steps: [
    { do: 'ring' },
    { do: 'answer' },
    { do: 'listen', ms: 1500 },
    { do: 'tone', hz: 1000, ms: 300 },
    { do: 'say', voice: 'echo-test' },
    { do: 'echo' },
  ],
} satisfies Scenario;

/** 10002. */
export const busy = {
  title: 'Busy',
  steps: [{ do: 'hangup', reason: 'busy', sip: 486 }],
} satisfies Scenario;

/** 10003. */
export const ringing = {
  title: 'Rings and never answers',
  steps: [
    { do: 'ring', ms: 30_000 },
    { do: 'hangup', reason: 'noAnswer', by: 'timer', sip: 480 },
  ],
} satisfies Scenario;

/** 10004. */
export const declines = {
  title: 'Rings, then declines',
  steps: [
    { do: 'ring', ms: 1000 },
    { do: 'hangup', reason: 'rejected', sip: 603 },
  ],
} satisfies Scenario;

/** 10005. */
export const short = {
  title: 'Answers, hangs up after 5 seconds',
  steps: [{ do: 'ring' }, { do: 'answer' }, { do: 'say', voice: 'have-to-go' }, { do: 'hangup', after: 5000 }],
} satisfies Scenario;

/** 10006. */
export const unknown = {
  title: 'No such number, announced in early media',
  steps: [
    { do: 'wait', ms: 300 },
    { do: 'say', voice: 'not-in-service' },
    { do: 'hangup', reason: 'invalidNumber', by: 'system', sip: 404 },
  ],
} satisfies Scenario;

/** 10007. */
export const menu = {
  title: 'Keypad menu: a distinct tone per key',
  steps: [{ do: 'ring' }, { do: 'answer' }, { do: 'menu', voice: 'press-a-key' }],
} satisfies Scenario;
