import { createFakeBackend, createFakeRandom, fakeState } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';

import { active, command, offered, outgoing, question, readyPage } from './model/testing.ts';
import {
  AGENT_VERBS,
  agentActions,
  BLOCK_REASONS,
  CALL_AXES,
  CALL_VERBS,
  callActions,
  CHAT_VERBS,
  reduceCall,
  supervisorActions,
  type AgentVerb,
  type BlockReason,
  type CallSnapshot,
  type CallVerb,
  type SupervisorTarget,
} from './model/index.ts';
import { METHODS, type Method } from './protocol/index.ts';
import { words } from './words/index.ts';
import { createWorkstation } from './client/create-workstation.ts';

/** Reasons that lie with a colleague or a number, which no verdict of one's own knows: the server and the lists of targets give them. */
const ABOUT_OTHERS: readonly BlockReason[] = [
  ...(['phoneTaken', 'unreachable'] as const),
  ...(['foreignNumber', 'premiumNumber', 'deniedNumber', 'tooManyCalls', 'callsStopped'] as const),
];

const AGENT_METHODS: Record<AgentVerb, Method> = {
  setStatus: 'agent.setStatus',
  extendWrapUp: 'agent.extendWrapUp',
  endWrapUp: 'agent.endWrapUp',
  setPhone: 'agent.setPhone',
  setCallerNumber: 'agent.setCallerNumber',
  dial: 'call.dial',
  dialAgent: 'call.dial',
  listen: 'supervisor.listen',
  whisper: 'supervisor.whisper',
  barge: 'supervisor.barge',
  intercept: 'supervisor.intercept',
  stop: 'supervisor.stop',
  setAgentStatus: 'supervisor.setStatus',
  logoutAgent: 'supervisor.logout',
  watchBoard: 'board.watch',
};

const bob = { id: 'p2', role: 'agent', state: 'joined', agentId: 'bob' } as const;
const to = { agent: 'bob' };
const AT_PHONE = { state: 'flowing', at: { phone: '+49171' } } as const;
const over = reduceCall(active(), { type: 'ended', end: { reason: 'localHangup', by: 'agent' }, at: 1 })[0];
const asking = (state: 'dialing' | 'active', mode: 'consult' | 'transfer' | 'conference') =>
  active({ hold: 'held', consult: { state, mode, to } });

/** Calls in which, taken together, every call verb is legal somewhere. */
const CALLS: readonly CallSnapshot[] = [
  offered(),
  outgoing(),
  active(),
  active({ hold: 'held', mute: 'on', recording: 'on' }),
  active({ hold: 'holding', mute: 'turningOn', recording: 'paused' }),
  active({ context: { flow: 'in', recording: 'off' } }),
  active({ kind: 'video' }),
  active({ kind: 'video', cameraOff: 'on' }),
  active({ others: [bob] }),
  active({ leg: AT_PHONE }),
  asking('active', 'consult'),
  asking('dialing', 'transfer'),
  over,
];

const pages = [
  readyPage(),
  readyPage({ connection: { state: 'reconnecting', since: 0 } }),
  readyPage({ pageId: 'p2' }),
];
const questions = CALLS.flatMap((call) => pages.map((page) => ({ ...question({ sessions: [call], page }), call })));

describe.each(CALL_VERBS)('%s', (verb) => {
  it('has a row, and is legal somewhere', () => {
    expect(CALL_AXES.flatMap(({ rows }) => rows).some(({ on }) => on === `command:${verb}`)).toBe(true);
    const legal = questions.filter((asked) => callActions(asked)[verb].allowed);
    expect(legal.length).toBeGreaterThan(0);
    for (const { call } of legal) {
      expect(reduceCall(call, { ...command(verb, 'page-1'), at: 2 })[1].length).toBeGreaterThan(0);
    }
  });

  it('has a request, and a command that makes it', async () => {
    expect(METHODS).toContain(`call.${verb}`);
    const legal = questions.find(
      ({ call }) => callActions({ ...question({ sessions: [call], page: readyPage() }), call })[verb].allowed,
    );
    const { agent, capabilities } = question();
    const state = fakeState({ agent, capabilities, sessions: legal ? [legal.call] : [] });
    const backend = createFakeBackend({ state });
    const { connect, calls } = createWorkstation({ backend, ports: { random: createFakeRandom('page-') } });
    await connect();
    const act: (id: string, ...rest: never[]) => Promise<void> = calls[verb];
    await act(...(['s1', ARGUMENTS[verb] ?? {}] as unknown as [string, never]));
    expect(backend.requests.map(({ method }) => method)).toEqual([`call.${verb}`]);
  });

  it('has a label, and a text for every reason it can be refused for', () => {
    for (const language of ['en', 'zh', 'es']) {
      const { callVerbs, blockReasons } = words(language);
      expect(callVerbs[verb]).not.toBe('');
      for (const asked of questions) {
        const verdict = callActions(asked)[verb];
        if (!verdict.allowed) expect(blockReasons[verdict.reason]).not.toBe('');
      }
    }
  });
});

const ARGUMENTS: Partial<Record<CallVerb, unknown>> = {
  sendDigits: '1',
  transfer: { to },
  consult: { to },
  conference: { to },
  removeParticipant: 'p2',
};

describe.each(AGENT_VERBS)('agent: %s', (verb) => {
  it('has a request, a label and a verdict', () => {
    expect(METHODS).toContain(AGENT_METHODS[verb]);
    for (const language of ['en', 'zh', 'es']) expect(words(language).agentVerbs[verb]).not.toBe('');
    const verdict = agentActions(question({ page: readyPage() }))[verb];
    if (!verdict.allowed) expect(BLOCK_REASONS).toContain(verdict.reason);
  });

  it('has a command', () => {
    const { agent, calls, supervisor, board } = createWorkstation({ backend: createFakeBackend() });
    const [, name = ''] = AGENT_METHODS[verb].split('.');
    expect(verb in agent || verb in calls || name in supervisor || name in board).toBe(true);
  });
});

describe.each(CHAT_VERBS)('chat: %s', (verb) => {
  it('has a request and a label', () => {
    expect(METHODS).toContain(`chat.${verb}`);
    for (const language of ['en', 'zh', 'es']) expect(words(language).chatVerbs[verb]).not.toBe('');
  });
});

const COLLEAGUES: readonly SupervisorTarget[] = [
  { id: 'bob', status: 'idle' },
  { id: 'bob', status: 'offline' },
  {
    ...{ id: 'bob', status: 'busy' },
    session: {
      ...{ id: 's9', kind: 'phone', role: 'handler', direction: 'in', phase: 'active', held: false, since: 0 },
      mayListen: true,
    },
  },
];

it('every block reason is met by some verb', () => {
  const met = new Set<string>();
  const collect = (verdicts: Record<string, ReturnType<typeof agentActions>[AgentVerb]>) => {
    for (const verdict of Object.values(verdicts)) if (!verdict.allowed) met.add(verdict.reason);
  };
  const ready = question().agent;
  const offline = { ...ready, status: 'offline' } as const;
  const spent = { ...ready, status: 'wrap-up', wrapUp: { deadline: 5, latest: 5 }, deadline: 5 } as const;
  const mobile = { ...ready, phone: { mode: 'mobile', number: '+49171' } } as const;
  const denied = readyPage({ pageId: 'p2', microphone: 'denied' });
  const pending = readyPage({ pending: { k: { method: 'call.hold', sessionId: 's1' } } });
  const wrapping = reduceCall(active(), {
    ...{ type: 'ended', end: { reason: 'localHangup', by: 'agent' }, at: 1 },
    wrapUp: { deadline: 5, latest: 5, requires: 'disposition' },
  } as const)[0];
  for (const call of [...CALLS, wrapping]) {
    for (const agent of [ready, offline, spent, mobile, { ...ready, rights: [] }]) {
      for (const page of [...pages, denied, pending]) {
        const sessions = [call, active({ id: 's2', engagementId: 'e2' })];
        collect(callActions({ ...question({ agent, page, sessions }), call }));
        collect(agentActions(question({ agent, page, sessions })));
        for (const target of COLLEAGUES) collect(supervisorActions(question({ agent, page, sessions: [] }), target));
      }
    }
  }
  collect(
    callActions({ ...question({ capabilities: { calls: [], chats: [], agent: [], kinds: [] } }), call: active() }),
  );
  const own = BLOCK_REASONS.filter((reason) => !ABOUT_OTHERS.includes(reason));
  expect([...met].toSorted()).toEqual(own.toSorted());
});
