import {
  AGENT_VERBS,
  CALL_VERBS,
  type ActiveCall,
  type AgentVerb,
  type CallSnapshot,
  type CallVerb,
  type EndedCall,
  type SupervisorVerb,
} from '@callstation/core/model';
import { fakeOffer, T0 } from '@callstation/testkit';
import { afterEach, expect, it } from 'vitest';

import type { Intent } from './base/intents.ts';
import type { CsElements } from './elements.ts';
import { openSeat, type OpenSeat } from './testing/open-seat.ts';

type Tag = keyof CsElements;

/** Where a verb has its control, in what state, and the buttons to press for it, by part. */
interface Place {
  readonly tag: Tag;
  readonly attributes?: string;
  /** What is on the line; or what the agent is. */
  readonly set: (seat: OpenSeat) => Promise<void>;
  readonly press: readonly string[];
}

const BOB = { id: 'p2', role: 'agent', state: 'joined', agentId: 'bob', name: 'Bob' } as const;
const CONSULT = { state: 'active', mode: 'consult', to: { agent: 'bob' }, party: BOB } as const;

const call =
  (make: (seat: OpenSeat) => CallSnapshot, tag: Tag, ...press: string[]) =>
  (): Place => ({ tag, press, set: (seat) => seat.show(make(seat)) });
const active = (changes: Partial<ActiveCall>, tag: Tag, ...press: string[]): (() => Place) =>
  call((seat) => seat.active(changes), tag, ...press);
const ended = (seat: OpenSeat): EndedCall =>
  ({
    ...seat.active(),
    ...{ phase: 'ended', endedAt: T0, wrapUp: { deadline: null } },
    end: { reason: 'remoteHangup', by: 'peer' },
  }) as unknown as EndedCall;

const CONTROLS = 'cs-call-controls';

/** Every call verb has a control: a verb that is added to the model is missing here, and does not compile. */
const CALLS: Readonly<Record<CallVerb, () => Place>> = {
  answer: call(() => fakeOffer(), CONTROLS, 'answer'),
  reject: call(() => fakeOffer(), CONTROLS, 'reject'),
  hangup: active({}, CONTROLS, 'hangup'),
  complete: call(ended, CONTROLS, 'complete'),
  hold: active({}, CONTROLS, 'hold'),
  resume: active({ hold: 'held' }, CONTROLS, 'resume'),
  mute: active({}, CONTROLS, 'mute'),
  unmute: active({ mute: 'on' }, CONTROLS, 'unmute'),
  muteVideo: active({ kind: 'video' }, CONTROLS, 'muteVideo'),
  unmuteVideo: active({ kind: 'video', cameraOff: 'on' }, CONTROLS, 'unmuteVideo'),
  sendDigits: active({}, CONTROLS, 'sendDigits', 'key'),
  takeMedia: active({ leg: { state: 'lost', at: { page: 'another' } } }, 'cs-call-card', 'takeMedia'),
  transfer: active({}, CONTROLS, 'transfer', 'choice'),
  consult: active({}, CONTROLS, 'consult', 'choice'),
  conference: active({}, CONTROLS, 'conference', 'choice'),
  completeTransfer: active({ hold: 'held', consult: CONSULT }, CONTROLS, 'completeTransfer'),
  merge: active({ hold: 'held', consult: CONSULT }, CONTROLS, 'merge'),
  cancelConsult: active({ hold: 'held', consult: CONSULT }, CONTROLS, 'cancelConsult'),
  swap: active({ hold: 'held', consult: CONSULT }, CONTROLS, 'swap'),
  removeParticipant: active({ others: [BOB] }, 'cs-call-card', 'removeParticipant'),
  leave: active({ others: [BOB] }, CONTROLS, 'leave'),
  takeBack: active({ others: [BOB] }, CONTROLS, 'takeBack'),
  startRecording: active({}, CONTROLS, 'startRecording'),
  pauseRecording: active({ recording: 'on' }, CONTROLS, 'pauseRecording'),
  resumeRecording: active({ recording: 'paused' }, CONTROLS, 'resumeRecording'),
};

const wrapUp = { deadline: T0 + 30_000 };
const afterCall = (part: string) => (): Place => ({
  tag: 'cs-call-bar',
  press: [part],
  set: (seat) => seat.be({ status: 'wrap-up', deadline: T0 + 30_000, wrapUp }),
});

/** Verbs that no element has a control for yet: nothing else may be missing below. */
type Without = 'setStatus' | 'setPhone' | 'setCallerNumber' | SupervisorVerb | 'watchBoard';

/** The agent's verbs, likewise. */
const AGENT: Readonly<Record<Exclude<AgentVerb, Without>, () => Place>> = {
  extendWrapUp: afterCall('extendWrapUp'),
  endWrapUp: afterCall('endWrapUp'),
  dial: () => ({
    tag: 'cs-dial-pad',
    attributes: 'value="10001"',
    set: async () => undefined,
    press: ['dial'],
  }),
  dialAgent: () => ({
    tag: 'cs-dial-pad',
    attributes: 'colleagues',
    set: async () => undefined,
    press: ['choice'],
  }),
};

let seat: OpenSeat;
afterEach(() => seat.close());

async function intentsOf({ tag, attributes = '', set, press }: Place): Promise<Intent[]> {
  seat = await openSeat(`<${tag} ${attributes}></${tag}>`, 'lang="en"', (backend) => {
    backend.handle('directory.agents', () => [{ id: 'bob', name: 'Bob', status: 'idle', reach: 'page' }]);
  });
  const asked: Intent[] = [];
  seat.root.addEventListener('cs-intent', ({ intent }) => asked.push(intent));
  if (!('wrapUp' in (seat.workstation.getSnapshot().agent ?? {}))) await seat.be({ rights: ['dial', 'record'] });
  await set(seat);
  for (const part of press) await seat.press(`[part~="${part}"].button`);
  return asked;
}

it.each(CALL_VERBS)('a call’s %s', async (verb) => {
  const [intent] = await intentsOf(CALLS[verb]());
  expect(intent).toMatchObject({ scope: 'call', verb, id: 's1' });
});

it.each(AGENT_VERBS.filter((verb) => Object.hasOwn(AGENT, verb)) as (keyof typeof AGENT)[])(
  'the agent’s %s',
  async (verb) => {
    const [intent] = await intentsOf(AGENT[verb]());
    expect(intent).toMatchObject({ scope: 'agent', verb });
  },
);
