import { createWorkstation, type Workstation } from '@callstation/core';
import {
  reduceCall,
  type AgentSnapshot,
  type CallEvent,
  type CallSnapshot,
  type Id,
  type Update,
} from '@callstation/core/model';
import {
  createFakeBackend,
  createFakeLogger,
  createFakeRandom,
  fakeAgent,
  fakeState,
  settle,
  T0,
  type FakeBackend,
} from '@callstation/testkit';

import type { Envelope } from '../envelope.ts';
import { EVENTS } from '../listeners.ts';
import type { UdeskOptions } from '../options.ts';
import { UdeskCCPaasApiClass } from '../udesk-api.ts';

/** The page of every bench. */
export const PAGE = 'page1';

/** One event, as a page hears it. */
export interface Heard {
  name: string;
  envelope: Envelope<unknown>;
}

/** A call that a test moves on. */
export interface Played {
  readonly id: Id;
  now(): CallSnapshot;
  step(...events: CallEvent[]): void;
}

/** The facade over a backend that says what it is told to. */
export interface Bench {
  api: UdeskCCPaasApiClass;
  backend: FakeBackend;
  seat: Workstation;
  heard: Heard[];
  log: string[];
  /** Names of what was heard since the last time. */
  news(): string[];
  tell(...updates: Update[]): void;
  play(call: CallSnapshot): Played;
  be(changes: Partial<AgentSnapshot>): void;
}

const agentOf = (changes: Partial<AgentSnapshot> = {}): AgentSnapshot =>
  ({
    ...fakeAgent('alice', { leadPage: PAGE, rights: ['dial', 'dialExternal', 'supervise', 'intercept', 'board'] }),
    ...changes,
  }) as AgentSnapshot;

/** What a directory says. */
function handleDirectory(backend: FakeBackend): void {
  backend.handle('directory.breakReasons', () => [
    { id: 'lunch', name: 'Lunch', code: 101 },
    { id: 'training', name: 'Training' },
  ]);
  backend.handle('directory.numbers', () => [
    { number: '+4930100', pool: 'hotlines', poolName: 'Hotlines' },
    { number: '+4930101', pool: 'hotlines', poolName: 'Hotlines', default: true },
    { number: '+4930100' },
  ]);
  backend.handle('directory.skillGroups', () => [
    { id: 'support', name: 'Support', strategy: 'longest-idle', ringTimeoutMs: 20_000, wrapUpMs: 0 },
    { id: 'sales', name: 'Sales', strategy: 'skill', ringTimeoutMs: 15_000, wrapUpMs: 30_000, maxWaitMs: 60_000 },
    { id: 'claims', name: 'Claims', wrapUpMs: null },
  ]);
  backend.handle('directory.ivr', () => [{ id: '1', name: 'Main menu' }]);
  backend.handle('directory.terminal', () => ({ server: 'pbx.example:5061', number: '9001', password: 'secret' }));
  backend.handle('directory.agents', () => [
    { id: 'alice', name: 'Alice', status: 'idle', reach: 'page', skillGroups: ['support'] },
    {
      ...{ id: 'bob', name: 'Bob', status: 'idle', reach: 'page', skillGroups: ['sales', 'support'], role: 'agent' },
      ...{ email: 'bob@shop.example', workId: '0815', phone: '9002', mobile: '+491702' },
    },
    { id: 'carol', name: 'Carol', status: 'not-ready', reach: 'none', role: 'supervisor' },
  ]);
}

/** Hears every event there is. */
export function listen(api: UdeskCCPaasApiClass, heard: Heard[] = []): Heard[] {
  for (const name of EVENTS) api.on(name, (envelope) => heard.push({ name, envelope }));
  return heard;
}

/** A facade that is signed in, unless `connect` is false. */
export async function openBench(
  options: UdeskOptions = {},
  {
    agent,
    sessions = [],
    connect = true,
  }: { agent?: Partial<AgentSnapshot>; sessions?: CallSnapshot[]; connect?: boolean } = {},
): Promise<Bench> {
  const backend = createFakeBackend({ state: fakeState({ agent: agentOf(agent), sessions }) });
  handleDirectory(backend);
  const seat = createWorkstation({
    backend,
    ports: { random: createFakeRandom('page'), logger: createFakeLogger() },
  });
  const log: string[] = [];
  const api = new UdeskCCPaasApiClass({
    AgentId: 'alice',
    AppId: 'app-1',
    workstation: seat,
    Log: ({ message }) => log.push(message),
    ...options,
  });
  const heard = listen(api);
  if (connect) {
    api.Init();
    await settle();
  }
  let taken = 0;
  const tell = (...updates: Update[]): void => backend.emit(...updates);
  let current = agentOf(agent);
  return {
    ...{ api, backend, seat, heard, log, tell },
    news: () => heard.slice(taken, (taken = heard.length)).map(({ name }) => name),
    play: (call) => playOn(call, tell),
    be(changes) {
      current = { ...current, ...changes } as AgentSnapshot;
      tell({ type: 'agent', agent: current, cause: 'agentStatusChanged' });
    },
  };
}

function playOn(first: CallSnapshot, tell: Bench['tell']): Played {
  let call = first;
  tell({ type: 'session', session: call, cause: call.phase === 'offered' ? 'sessionOffered' : 'sessionDialing' });
  return {
    id: call.id,
    now: () => call,
    step(...events) {
      for (const event of events) {
        const [next, effects] = reduceCall(call, { ...event, at: T0 + 1000 });
        call = next;
        for (const effect of effects) {
          if (effect.type === 'announce') tell({ type: 'session', session: call, cause: effect.event });
        }
      }
      if (call.phase === 'ended') tell({ type: 'removed', id: call.id, cause: 'sessionRemoved' });
    },
  };
}
