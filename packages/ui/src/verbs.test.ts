import {
  AGENT_VERBS,
  CALL_VERBS,
  CHAT_VERBS,
  RIGHTS,
  type ActiveCall,
  type AgentVerb,
  type Board,
  type CallSnapshot,
  type CallVerb,
  type EndedCall,
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

/** There is no chat at the centre yet: whoever adds the first of these to its capabilities adds its control. */
const WITHOUT_CONTROL = [...CHAT_VERBS];

const COLLEAGUE: Board['agents'][number] = {
  ...{ id: 'bob', name: 'Bob', status: 'busy', since: T0, reach: 'page', skillGroups: [] },
  session: {
    ...{ id: 's7', kind: 'phone', role: 'handler', direction: 'in', phase: 'active', held: false, since: T0 },
    mayListen: true,
  },
};
const board = (seat: OpenSeat, agent = COLLEAGUE): Promise<void> =>
  seat.tell({ type: 'signal', signal: { kind: 'board', at: T0, agents: [agent], queues: [] } });
/** Listening, or whispering, to Bob's call. */
const supervising = async (seat: OpenSeat, mode: 'listen' | 'whisper'): Promise<void> => {
  await board(seat);
  const party = { id: 'p1', role: 'agent', state: 'joined', agentId: 'bob', name: 'Bob' } as const;
  await seat.show(seat.active({ role: 'supervisor', peer: party, supervises: { session: 's7', mode } }));
};
const onBoard =
  (set: Place['set'], ...press: string[]) =>
  (): Place => ({ tag: 'cs-supervisor-board', set, press });
const inStatus =
  (...press: string[]) =>
  (): Place => ({
    tag: 'cs-agent-status',
    set: async () => undefined,
    press: ['status', ...press],
  });
const calm = (seat: OpenSeat): Promise<void> => {
  const { session: _, ...agent } = COLLEAGUE;
  return board(seat, { ...agent, status: 'idle' });
};

/** The agent's verbs, likewise. */
const AGENT: Readonly<Record<Exclude<AgentVerb, 'watchBoard'>, () => Place>> = {
  setStatus: inStatus('choice'),
  setPhone: inStatus('setPhone'),
  setCallerNumber: inStatus('setCallerNumber'),
  listen: onBoard(board, 'listen'),
  whisper: onBoard((seat) => supervising(seat, 'listen'), 'whisper'),
  barge: onBoard((seat) => supervising(seat, 'listen'), 'barge'),
  intercept: onBoard((seat) => supervising(seat, 'whisper'), 'intercept'),
  stop: onBoard((seat) => supervising(seat, 'whisper'), 'stop'),
  setAgentStatus: onBoard(calm, 'setAgentStatus', 'choice'),
  logoutAgent: onBoard(calm, 'setAgentStatus', 'logoutAgent'),
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
  if (!('wrapUp' in (seat.workstation.getSnapshot().agent ?? {}))) await seat.be({ rights: [...RIGHTS] });
  await set(seat);
  for (const part of press) {
    const found = seat.find(`[part~="${part}"].button`);
    if (found instanceof HTMLSelectElement) found.dispatchEvent(new Event('change'));
    await seat.press(`[part~="${part}"].button`);
  }
  return asked;
}

it.each(CALL_VERBS)('a call’s %s', async (verb) => {
  const [intent] = await intentsOf(CALLS[verb]());
  expect(intent).toMatchObject({ scope: 'call', verb, id: 's1' });
});

const asked = AGENT_VERBS.filter((verb): verb is keyof typeof AGENT => Object.hasOwn(AGENT, verb));
it.each(asked)('the agent’s %s', async (verb) => {
  const [intent] = await intentsOf(AGENT[verb]());
  expect(intent).toMatchObject({ scope: 'agent', verb });
});

it('the board is watched by the element that shows it, and by nobody when that goes', async () => {
  seat = await openSeat('<cs-supervisor-board></cs-supervisor-board>');
  const watched = (): unknown[] =>
    seat.backend.requests.filter(({ method }) => method === 'board.watch').map(({ params }) => params);
  expect(watched()).toEqual([]);
  await seat.be({ rights: ['board'] });
  expect(watched()).toEqual([{ on: true }]);
  seat.root.querySelector('cs-supervisor-board')?.remove();
  await seat.settled();
  expect(watched()).toEqual([{ on: true }, { on: false }]);
});

it('every verb has its place, or is listed as having none', () => {
  const placed = [...Object.keys(CALLS), ...Object.keys(AGENT), 'watchBoard'];
  expect(new Set(placed)).toEqual(new Set([...CALL_VERBS, ...AGENT_VERBS]));
  expect(WITHOUT_CONTROL).toEqual([...CHAT_VERBS]);
});
