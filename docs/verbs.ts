import type { CallVerb } from '@callstation/core/model';

/** What each party hears once the verb is done, and the test that shows it. */
interface Heard {
  hears: string;
  file: string;
  test: string;
}

const engine = (name: string): string => `packages/server/src/engine/${name}.test.ts`;
const by = (hears: string, name: string, test: string): Heard => ({ hears, file: engine(name), test });

/** Verbs of the model that this centre cannot do. */
export const NOT_YET: readonly CallVerb[] = [...(['muteVideo', 'unmuteVideo'] as const)];

/** What is different for an agent who takes calls at a phone, by what they do. */
export const AT_PHONE: readonly ({ does: string } & Heard)[] = [
  {
    does: '`answer`',
    ...by(
      'picking up the phone answers; the page cannot (`answerOnPhone`)',
      'phone-desk',
      'is rung there and answers by picking up',
    ),
  },
  {
    does: '`dial`',
    ...by('their phone is rung first, then the number', 'phone-desk', 'dials: their phone first, then the number'),
  },
  {
    does: '`hold`, `resume`, `swap`, `sendDigits`',
    hears: 'as in a page, at the phone; `mute` and `unmute` are the phone’s own (`needsPage`)',
    file: 'e2e/phones.test.ts',
    test: 'holds, keys and swaps from the page what is heard at the phone; the microphone there is the phone’s own',
  },
  {
    does: 'keys of the phone',
    ...by(
      'keys go to whom the agent talks with',
      'phone-desk',
      'sends keys of the phone to whom they talk with, once, and to nobody while nobody does',
    ),
  },
  {
    does: 'putting the phone down',
    ...by('as `hangup` of the call that talks', 'phone-desk', 'hangs up by putting it down'),
  },
  {
    does: 'being asked',
    ...by('who consults them hears ringback, then them', 'phone-desk', 'is consulted there'),
  },
  {
    does: 'being asked with a call on hold at the phone',
    ...by(
      'nothing: who asks is told `busy`, for the receiver is up',
      'phone-desk',
      'who holds a call there is busy to colleagues, for the receiver is up: nobody gets in unasked',
    ),
  },
  {
    does: '`takeMedia`',
    ...by('as before, in the page; the phone is let go', 'phone-desk', 'takes the call to a page'),
  },
];

const menu = (does: string, hears: string, test: string): { does: string } & Heard => ({
  ...{ does, hears, test },
  file: 'e2e/ivr.test.ts',
});

/** What is heard with a menu (IVR), by what is done. */
export const WITH_MENU: readonly ({ does: string } & Heard)[] = [
  menu(
    "`transfer`, `agentLeg: 'hangup'`",
    'agent nothing, at once; customer the prompt',
    'lets the agent go at once, and the customer goes on in the menu',
  ),
  menu(
    "`transfer`, `agentLeg: 'wait'`",
    'agent music; customer the prompt, then music in a queue; then the next agent and customer each other, the first nothing',
    'plays the prompt to the customer and music to the agent, who is out when another one has the customer',
  ),
  menu(
    '`takeBack`',
    'agent and customer each other again, nothing of the menu',
    'is taken back while the prompt plays: both hear each other again, and nothing of the menu',
  ),
  menu(
    'a key that leads back',
    'agent and customer each other again',
    'gives the customer back by itself when they press for it',
  ),
  menu(
    'a key that leads to a number',
    'customer ringback; then who picks up and customer each other',
    'rings a number for the customer, and leaves them to who picks up',
  ),
  menu(
    'a call to a number of a menu',
    'customer the prompt; then agent and customer each other',
    'leads by a key to an agent, who sees the path',
  ),
  menu(
    'no key',
    'customer the prompt again, then where the menu leads them',
    'asks once more when no key comes, then says goodbye',
  ),
  menu(
    'a wrong key',
    'customer that it is wrong, then the prompt again',
    'says that a key is wrong, asks once more, and takes the right one',
  ),
];

/** One row for each verb, in the order of the model. */
export const HEARD: Partial<Record<CallVerb, Heard>> = {
  answer: by('agent and customer each other', 'inbound', 'rings at the agent, is answered, and ends with the customer'),
  reject: by(
    'the customer rings on, or music; the next agent is asked',
    'inbound',
    'goes on to the next agent when rejected, and comes back after a while when there is no other',
  ),
  hangup: by(
    'nobody is left; who was only brought in leaves the others talking',
    'conference',
    'goes on for who was brought in when one hangs up who was brought in too',
  ),
  complete: by(
    'nothing: the call is over',
    'inbound',
    'runs after-call work until its time is over, or until it is completed',
  ),
  hold: by('customer music, agent nothing', 'in-call', 'holds and resumes after the switch has done it'),
  resume: by('agent and customer each other again', 'in-call', 'holds and resumes after the switch has done it'),
  mute: by('the agent hears all, nobody hears the agent', 'in-call', 'mutes and un-mutes by the gate on the page leg'),
  unmute: by('all each other again', 'in-call', 'mutes and un-mutes by the gate on the page leg'),
  sendDigits: by('keys go to whom the agent faces', 'in-call', 'sends digits to the customer'),
  takeMedia: by(
    'as before, at another page; the old leg plays until the new one flows',
    'take-media',
    'makes before it breaks: the old leg plays until the new one flows',
  ),
  transfer: by(
    'agent ringback, customer music, until the other one answers; then those two each other',
    'transfer',
    'keeps the customer in music until the other agent has audio; then the first is out',
  ),
  consult: by(
    'agent ringback, then the asked one; customer music',
    'consult',
    'plays ringback to who asks and music to the customer, then connects the two aside',
  ),
  completeTransfer: by(
    'asked one and customer each other',
    'consult',
    'is completed: the asked one has the customer, who asked is out',
  ),
  merge: by('all three each other', 'consult', 'is merged: all three hear each other'),
  cancelConsult: by(
    'agent and customer each other again',
    'consult',
    'is cancelled: the asked one is out, the customer is back',
  ),
  swap: by(
    'the one the agent turns to hears the agent, the other one music',
    'consult',
    'is swapped: the agent talks to the customer while the asked one hears music, and back',
  ),
  conference: by(
    'agent and customer go on talking; then all three each other',
    'conference',
    'is made while agent and customer go on talking',
  ),
  removeParticipant: by('those who stay each other', 'conference', 'loses the one who is sent out'),
  leave: by('those who stay each other', 'conference', 'is left by who made it: the others go on'),
  takeBack: by('agent and customer each other again', 'transfer', 'is taken back while it rings'),
  startRecording: by(
    'as before; first, where that is the rule, the announcement',
    'recording',
    'begins, pauses, goes on, and ends with the call, when an agent says so',
  ),
  pauseRecording: by(
    'as before; the file holds silence',
    'recording',
    'begins, pauses, goes on, and ends with the call, when an agent says so',
  ),
  resumeRecording: by(
    'as before',
    'recording',
    'begins, pauses, goes on, and ends with the call, when an agent says so',
  ),
};
