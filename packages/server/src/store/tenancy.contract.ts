import {
  sampleActivity,
  sampleEngagement,
  sampleEvent,
  sampleQueueEvent,
  sampleRecording,
  sampleSession,
  sampleStep,
  sessionWrite,
} from './testing/samples.ts';
import type { Over } from './testing/store-rig.ts';
import type { Store } from './store.ts';

type Walk = Record<string, (app: string) => Promise<unknown>>;

/** One thing of every kind, all of the app `shop`. */
async function fill(store: Store): Promise<void> {
  const entry = { app: 'shop', id: 'a', at: 1, actor: 'x', action: 'y', target: null, data: null };
  const command = { app: 'shop', agent: 'alice', commandId: 'c', what: 'd', answer: { result: 1 }, expiresAt: 9e12 };
  await store.write([
    sessionWrite(sampleSession(), [sampleEngagement()], [sampleStep()]),
    { type: 'recording', recording: sampleRecording() },
    { type: 'activity', activity: sampleActivity() },
    { type: 'queueEvent', event: sampleQueueEvent() },
    { type: 'command', command },
    { type: 'audit', entry },
    { type: 'webhook', event: sampleEvent(), to: ['one'] },
  ]);
  await store.settings.put({ app: 'shop', kind: 'k', id: 'i', value: 1, updatedAt: 1 });
  await store.keys.add({
    ...{ app: 'shop', id: 'k1', name: 'K', role: 'admin', hash: 'h', createdAt: 1 },
    ...{ expiresAt: null, revokedAt: null, usedAt: null },
  });
  await store.webhooks.putEndpoint({
    ...{
      app: 'shop',
      id: 'one',
      url: 'https://x/',
      secret: 's',
      types: [],
      format: null,
      enabled: true,
      createdAt: 1,
      updatedAt: 1,
    },
  });
}

/** Every way to ask for, or to change, what is there: each named by its method. */
function walk(store: Store): Walk {
  const late = 9e12;
  const seen = { from: sampleSession().from ?? '' };
  return {
    'sessions.get': (app) => store.sessions.get(app, 's1'),
    'sessions.list': (app) => store.sessions.list(app),
    'sessions.list by number': (app) => store.sessions.list(app, { number: seen.from, agent: 'alice' }),
    'sessions.engagements': (app) => store.sessions.engagements(app, { agent: 'alice' }),
    'recordings.get': (app) => store.recordings.get(app, 'r1'),
    'recordings.list': (app) => store.recordings.list(app, { sessionId: 's1', number: seen.from }),
    'events.agentActivity': (app) => store.events.agentActivity(app, { agent: 'alice' }),
    'events.queueEvents': (app) => store.events.queueEvents(app, { skillGroup: 'sales' }),
    'events.agentStates': (app) => store.events.agentStates(app, late),
    'commands.of': (app) => store.commands.of(app, 'alice', 0),
    'settings.get': (app) => store.settings.get(app, 'k', 'i'),
    'settings.list': (app) => store.settings.list(app, 'k'),
    'keys.list': (app) => store.keys.list(app),
    'webhooks.endpoints': (app) => store.webhooks.endpoints(app),
    'webhooks.deliveries': (app) => store.webhooks.deliveries(app, { endpointId: 'one', eventId: 'e1' }),
    'webhooks.event': (app) => store.webhooks.event(app, 'e1'),
    'audit.list': (app) => store.audit.list(app),
    'webhooks.replay': (app) => store.webhooks.replay(app, 'one', { eventId: 'e1' }, 5),
    'keys.revoke': (app) => store.keys.revoke(app, 'k1', 5),
    'settings.remove': (app) => store.settings.remove(app, 'k', 'i'),
    'webhooks.prune': (app) => store.webhooks.prune(app, late),
    'webhooks.removeEndpoint': (app) => store.webhooks.removeEndpoint(app, 'one'),
    'events.prune': (app) => store.events.prune(app, late),
    'audit.prune': (app) => store.audit.prune(app, late),
    'sessions.remove by number': (app) => store.sessions.remove(app, { number: seen.from }),
    'sessions.remove': (app) => store.sessions.remove(app, { id: 's1' }),
    'sessions.prune': (app) => store.sessions.prune(app, late),
  };
}

/** Methods that name no app: what they do is the process's own, or proved elsewhere. */
const WITHOUT_APP = ['write', 'recover', 'check', 'close', 'events.lastSeq', 'commands.forget', 'keys.byHash'];
/** Those whose argument names the app. */
const BY_ARGUMENT = ['settings.put', 'keys.add', 'keys.used', 'webhooks.putEndpoint', 'webhooks.settle'];
const OF_ALL = ['webhooks.due', 'webhooks.nextDue'];

const isNothing = (found: unknown): boolean =>
  found === null || found === false || found === 0 || (Array.isArray(found) && found.length === 0);

/** One app never sees, changes or removes what is another's. */
export function tenancyContract({ describe, it, expect, store }: Over): void {
  describe('tenancy', () => {
    it('finds nothing of another app by any method, and takes nothing away from it', async () => {
      await fill(store());
      for (const [name, run] of Object.entries(walk(store()))) {
        expect([name, isNothing(await run('other'))]).toEqual([name, true]);
        expect([name, isNothing(await run('Shop'))]).toEqual([name, true]);
      }
      // Each of them would have found it, one after the other, by the right name. What one takes away the next cannot find.
      const gone = new Set(['sessions.remove', 'sessions.prune']);
      for (const [name, run] of Object.entries(walk(store()))) {
        if (!gone.has(name)) expect([name, isNothing(await run('shop'))]).toEqual([name, false]);
      }
    });

    it('keeps the same ids of two apps apart', async () => {
      await fill(store());
      await store().write([
        sessionWrite(sampleSession({ app: 'other', from: '+9' }), [sampleEngagement({ app: 'other' })]),
      ]);
      await store().settings.put({ app: 'other', kind: 'k', id: 'i', value: 2, updatedAt: 1 });
      await store().keys.used('other', 'k1', 77);
      const [found] = await store().webhooks.due(9e12, 10);
      if (found === undefined) throw new Error('nothing is due');
      await store().webhooks.settle({ ...found.delivery, app: 'other', state: 'dead' });
      expect(await store().webhooks.due(9e12, 10)).toEqual([found]);
      expect(await store().sessions.get('shop', 's1')).toMatchObject({ from: sampleSession().from });
      expect(await store().settings.get('shop', 'k', 'i')).toMatchObject({ value: 1, version: 1 });
      expect((await store().keys.list('shop'))[0]?.usedAt).toBeNull();
      expect(await store().sessions.remove('other', { id: 's1' })).toBe(1);
      expect((await store().sessions.get('shop', 's1'))?.engagements).toHaveLength(1);
    });

    it('leaves no method out', () => {
      const walked = Object.keys(walk(store())).map((name) => name.split(' ')[0] ?? '');
      const known = new Set([...walked, ...WITHOUT_APP, ...BY_ARGUMENT, ...OF_ALL]);
      const methods = Object.entries(store()).flatMap(([name, part]) =>
        typeof part === 'function' ? [name] : Object.keys(part as object).map((method) => `${name}.${method}`),
      );
      expect(methods.filter((method) => !known.has(method))).toEqual([]);
    });
  });
}
