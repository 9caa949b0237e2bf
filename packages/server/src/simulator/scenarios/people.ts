import type { Scenario } from '../scenario.ts';

/** Any number that is no magic number. */
export const person = {
  title: 'A friendly person: rings a second, answers, greets, echoes',
  steps: [{ do: 'ring', ms: 1000 }, { do: 'answer' }, { do: 'say', voice: 'hello' }, { do: 'echo' }],
} satisfies Scenario;

/** The customer who calls in when nothing else is asked for. */
export const caller = {
  title: 'Waits for an agent, asks about an order, echoes',
  steps: [{ do: 'answer' }, { do: 'say', voice: 'question' }, { do: 'echo' }],
} satisfies Scenario;

/** A caller who beeps at 660 Hz for good: tests find the customer's side by it. */
export const tone = {
  title: 'Plays 660 Hz for as long as the call lasts',
  steps: [{ do: 'answer' }, { do: 'tone', hz: 660, ms: 3_600_000 }],
} satisfies Scenario;

/** A caller who says nothing. */
export const quiet = {
  title: 'Answers and stays silent',
  steps: [{ do: 'answer' }],
} satisfies Scenario;

/** A caller who gives up. */
export const impatient = {
  title: 'Gives up after 5 seconds without an answer',
  steps: [{ do: 'answer', patience: 5000 }, { do: 'say', voice: 'question' }, { do: 'echo' }],
} satisfies Scenario;

/** A caller who chooses in a menu: call 4009. */
export const chooser = {
  title: 'Presses 1 when a menu speaks, then asks about an order, echoes',
  steps: [
    { do: 'answer' },
    { do: 'listen', ms: 5000 },
    { do: 'wait', ms: 1000 },
    { do: 'press', keys: '1' },
    { do: 'wait', ms: 3000 },
    { do: 'say', voice: 'question' },
    { do: 'echo' },
  ],
} satisfies Scenario;
