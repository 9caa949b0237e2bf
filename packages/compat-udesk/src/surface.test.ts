import { reduceCall, supervisingCall, type CallSnapshot } from '@callstation/core/model';
import { constantFields, settle, T0 } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';

import { AppDataProvider, UdeskCCPaasApiClass, UdeskError } from './index.ts';
import { EVENTS } from './listeners.ts';
import { CODES, NOT_FOUND } from './failure.ts';
import { openBench, PAGE, type Bench, type Heard } from './testing/bench.ts';
import { misfits } from './testing/kinds.ts';
import { changeStates, did, incoming, outgoing, STORIES } from './testing/play.ts';
import { ALIASES, CONSTANT, ENUMS, EVENT_ROWS, METHODS, PLAIN_MEMBERS, type MethodRow } from './testing/table.ts';

/** Every public name of the class. */
const members = (): string[] =>
  Object.getOwnPropertyNames(UdeskCCPaasApiClass.prototype).filter((name) => name !== 'constructor');

const call = (api: UdeskCCPaasApiClass, name: string, args: readonly unknown[]): unknown =>
  (Reflect.get(api, name) as (...given: readonly unknown[]) => unknown).apply(api, [...args]);

/** Brings the bench's call `s1` where a method needs it. */
function prepare(bench: Bench, when: MethodRow['when']): void {
  if (when === undefined) return;
  if (when === 'colleague') {
    bench.backend.handle('supervisor.listen', ({ mode = 'listen' }) => {
      const part = supervision(mode);
      bench.tell({ type: 'session', session: part, cause: 'sessionAccepted' });
      const [session] = reduceCall(part, { type: 'leg', leg: { state: 'flowing', at: { page: PAGE } }, at: T0 });
      // As at a centre, the answer is there before the sound.
      void settle().then(() => bench.tell({ type: 'session', session, cause: 'sessionActive' }));
      return { sessionId: 's9' };
    });
    return;
  }
  const played = bench.play(incoming('s1'));
  if (when === 'offered') return;
  played.step(...did.answered);
  if (when === 'held') played.step(...did.held);
  if (when === 'muted') played.step(...did.muted);
  if (when === 'consulting') played.step(...did.asked);
  if (when === 'threeWay') played.step(...did.three);
}

/** A supervisor's part of Bob's call, as it begins. */
const supervision = (mode: 'listen' | 'whisper' | 'barge'): CallSnapshot =>
  supervisingCall({
    ...{ id: 's9', engagementId: 's9-e', kind: 'phone', direction: 'in', at: T0 },
    ...{ leg: { state: 'connecting', at: { page: PAGE } }, supervises: { session: 's9', mode } },
    peer: { id: 'bob-p', role: 'agent', state: 'joined', agentId: 'bob' },
  });

describe('the class', () => {
  it('has every documented member, the aliases, and nothing else', () => {
    const documented = [...METHODS.map(({ name }) => name), ...PLAIN_MEMBERS, ...ALIASES.map(([alias]) => alias)];
    expect(members().toSorted()).toEqual(documented.toSorted());
    expect(METHODS.filter(({ name }) => name !== 'ConnectAsync')).toHaveLength(36);
    expect(UdeskCCPaasApiClass.AppDataProvider).toBe(AppDataProvider);
    expect([...EVENTS].toSorted()).toEqual(EVENT_ROWS.map(({ name }) => name).toSorted());
  });

  it.each(METHODS.map((row) => [row.name, row] as const))(
    '%s answers in the envelope, with its data',
    async (_, row) => {
      const bench = await openBench();
      prepare(bench, row.when);
      bench.backend.handle('call.dial', () => {
        bench.play({ ...incoming('d1'), phase: 'dialing' } as CallSnapshot);
        return { sessionId: 'd1' };
      });
      const answer = await call(bench.api, row.name, row.args);
      expect(answer).toMatchObject({ Code: '0000', Message: '', Visible: false });
      expect(Object.keys(answer as object).toSorted()).toEqual(['Code', 'Data', 'Message', 'Visible']);
      expect(misfits((answer as { Data: unknown }).Data, row.data)).toEqual([]);
      const lists = typeof row.data === 'object' && 'list' in row.data;
      if (lists) expect((answer as { Data: unknown[] }).Data.length).toBeGreaterThan(0);
      expect(bench.log).toEqual([]);
    },
  );

  it.each(METHODS.map(({ name }) => name))('%s rejects with the four fields before the seat is there', async (name) => {
    const bench = await openBench({}, { connect: false });
    if (name === 'ConnectAsync') return expect(await bench.api.ConnectAsync()).toMatchObject({ Code: '0000' });
    const failure = await (call(bench.api, name, ['s1']) as Promise<unknown>).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UdeskError);
    expect(failure).toMatchObject({ Code: '000036', Data: null, Visible: false });
    expect((failure as UdeskError).message).toBe((failure as UdeskError).Message);
    expect(bench.log).toEqual([(failure as UdeskError).Message]);
  });

  it('has six digits for every failure', () => {
    const codes = [...Object.values(CODES), ...Object.values(NOT_FOUND)];
    expect(codes.filter((code) => !/^\d{6}$/u.test(code))).toEqual([]);
  });
});

/** Everything heard over every story. */
async function everything(): Promise<Heard[]> {
  const bench = await openBench();
  for (const { run } of STORIES) run(bench);
  changeStates(bench);
  const states: Parameters<typeof openBench>[1][] = [
    { agent: { status: 'break', reason: 'lunch', breakCode: 101, wanted: { status: 'break', reason: 'lunch' } } },
    { agent: { status: 'offline', wanted: { status: 'offline' }, phone: { mode: 'mobile', number: '+491701' } } },
    {
      agent: { callerNumber: '+4930101', phone: { mode: 'phone', number: '9001' } },
      sessions: [incoming('g1', { bizId: 'order-1', userData: 'vip' })],
    },
    { sessions: [{ ...outgoing('g2', { bizId: 'order-2' }), createdAt: T0 + 5000 }] },
  ];
  const others = await Promise.all(states.map((state) => openBench({}, state)));
  return [bench, ...others].flatMap(({ heard }) => heard);
}

/** Members of a list with the fields of all of them, so that one that only some have is not always the same. */
function alike(data: unknown): unknown[] {
  if (!Array.isArray(data)) return [data];
  const objects = data.filter((one): one is object => typeof one === 'object' && one !== null);
  const missing = Object.fromEntries(objects.flatMap(Object.keys).map((name) => [name, undefined]));
  return data.map((one: unknown) => (typeof one === 'object' && one !== null ? { ...missing, ...one } : one));
}

const isEmpty = (kind: MethodRow['data']): boolean =>
  typeof kind === 'object' && 'fields' in kind && Object.keys(kind.fields).length === 0;

/** Arguments besides those of the table. */
const MORE_ARGS: Readonly<Record<string, readonly unknown[][]>> = {
  GetNumberPoolAndSpNumAsync: [[{ type: 1 }]],
  GetOtherAgentsAsync: [[{}]],
};

/** Benches at two centres that have nothing in common. */
async function differentCentres(): Promise<Bench[]> {
  const [one, two, three] = await Promise.all([
    openBench({ Domain: 'wss://one.example/ws', HttpDomain: 'https://one.example/backend' }),
    openBench({ AppId: 'app-2' }, { agent: { id: 'erin', callerNumber: '+4930100', callerPool: 'hotlines' } }),
    openBench({}, { agent: { skillGroups: ['sales'] } }),
  ]);
  two.backend.handle('directory.terminal', () => ({}));
  two.backend.handle('directory.numbers', () => [
    { number: '+4940100' },
    { number: '+4940101', pool: 'north', poolName: 'North', default: true },
  ]);
  two.backend.handle('directory.ivr', () => [{ id: '7', name: 'Billing' }]);
  return [one, two, three];
}

const CALL_EVENTS = [
  'Delivered',
  'Originated',
  'Established',
  'ConnectionCleared',
  'Held',
  'Retrieved',
  'Conferenced',
  'Transferred',
];
/** The eight call events have one shape. */
const groupOf = (name: string): string => (CALL_EVENTS.includes(name) ? 'call events' : name);

describe('events', () => {
  it('have every documented field, of the right type, and are lists where documented', async () => {
    const heard = await everything();
    for (const { name, list, fields } of EVENT_ROWS) {
      const own = heard.filter((one) => one.name === name).map(({ envelope }) => envelope);
      expect(own.length, name).toBeGreaterThan(0);
      for (const envelope of own) {
        expect(envelope).toMatchObject({ Code: '0000', Message: '', Visible: false });
        expect(Array.isArray(envelope.Data), name).toBe(list);
        const data: unknown = Array.isArray(envelope.Data) ? envelope.Data[0] : envelope.Data;
        expect(misfits(data, { fields }, name)).toEqual([]);
      }
    }
  });

  it('have no documented field that is always the same, but those with a reason', async () => {
    const heard = await everything();
    const told = heard.map(
      ({ name, envelope: { Data } }) => [groupOf(name), Array.isArray(Data) ? Data[0] : Data] as const,
    );
    const documented = new Set(EVENT_ROWS.flatMap(({ fields }) => Object.keys(fields)));
    const constant = constantFields(told)
      .filter(({ path }) => documented.has(path.split('.')[0] ?? '') && !Object.hasOwn(CONSTANT, path))
      .map(({ group, path, value }) => `${group}: ${path} is always ${value}`);
    expect(constant).toEqual([]);
  });

  it('and answers have none either', async () => {
    const constant: string[] = [];
    for (const row of METHODS) {
      if (row.data === 'null' || isEmpty(row.data)) continue;
      const told: (readonly [string, unknown])[] = [];
      for (const bench of await differentCentres()) {
        for (const args of [row.args, ...(MORE_ARGS[row.name] ?? [])]) {
          const { Data } = (await call(bench.api, row.name, args)) as { Data: unknown };
          told.push(...alike(Data).map((one) => ['', { [row.name]: one }] as const));
        }
      }
      constant.push(...constantFields(told).map(({ path }) => path));
    }
    expect(constant.filter((path) => !Object.hasOwn(CONSTANT, path))).toEqual([]);
    // An exception that is none any more is taken off the list.
    expect(Object.keys(CONSTANT).filter((path) => !constant.includes(path))).toEqual([]);
  });

  it('take their values from the documented sets', async () => {
    const heard = await everything();
    const seen = (field: string): Set<string> =>
      new Set(
        heard.flatMap(({ envelope }) => {
          const data: unknown = Array.isArray(envelope.Data) ? envelope.Data[0] : envelope.Data;
          const value: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, field) : undefined;
          return typeof value === 'string' ? [value] : [];
        }),
      );
    expect([...seen('CurMode')].every((mode) => ENUMS['phone mode']?.includes(mode))).toBe(true);
    expect(seen('OldState')).toEqual(new Set(ENUMS['agent state']));
    expect(seen('WorkFlow')).toEqual(new Set(ENUMS['WorkFlow']));
    expect(seen('CallDirection')).toEqual(new Set(ENUMS['CallDirection']));
    expect([...seen('CurExtState')].every((state) => ENUMS['phone state']?.includes(state))).toBe(true);
  });
});
