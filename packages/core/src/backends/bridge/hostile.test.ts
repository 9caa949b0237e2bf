import { fakeOffer, settle } from '@callstation/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createBridgeRig } from './testing/bridge-rig.ts';

const KINDS = [
  ...[
    'hello',
    'ping',
    'connect',
    'request',
    'devices',
    'host',
    'close',
    'ring',
    'levels',
    'visible',
    'answer',
    'failed',
  ],
  ...[
    'ready',
    'welcome',
    'refused',
    'lost',
    'pong',
    'level',
    'update',
    'event',
    'token',
    'constructor',
    '__proto__',
    '',
  ],
];
const wild = fc.oneof(
  fc.anything(),
  fc.constantFrom(null, {}, [], 'x', -1, 1e308, true, { code: 1 }, { type: 'reset' }),
);
/** What looks like a message, with nonsense in it. */
const messages = fc.record(
  {
    ...{ callstation: fc.constant('bridge'), to: fc.constantFrom('near', 'far'), kind: fc.constantFrom(...KINDS) },
    ...{
      link: fc.constantFrom('', 'other', 'LINK'),
      n: fc.constantFrom(1, 2, 3, 900),
      id: wild,
      update: wild,
      error: wild,
    },
    ...{ result: wild, params: wild, method: fc.oneof(fc.constantFrom('hello', 'call.dial', '__proto__'), wild) },
    ...{ bridge: wild, near: wild, far: wild, at: wild, settings: wild, visible: wild, sessionId: wild, on: wild },
    ...{ do: fc.constantFrom('list', 'select', 'unlock', 'x'), choice: wild, name: wild, args: wild, pageId: wild },
    ...{ ping: wild, sent: wild, count: wild, mic: wild, peer: wild, data: wild, commandId: wild },
  },
  { requiredKeys: ['callstation', 'to', 'kind'] },
);
const text = (value: unknown): string | undefined => {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
};

describe('what strangers say over the bridge', () => {
  it('throws nowhere, whatever it is, and the two halves find each other again', async () => {
    const says = fc.array(fc.oneof(messages, fc.string(), fc.anything()), { maxLength: 30 });
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(says, async (all) => {
        const rig = createBridgeRig();
        rig.farPage();
        const { workstation, connection } = rig.program('p');
        await workstation.connect();
        const link = /"link":"([^"]+)"/.exec(
          rig.pair.log.findLast(({ text: one }) => one.includes('"n":'))?.text ?? '',
        )?.[1];
        for (const one of all) {
          const said = typeof one === 'string' ? one : text(one)?.replace('"LINK"', JSON.stringify(link));
          // A host may hand on what is no text at all.
          rig.pair.say.near((said ?? one) as string);
          rig.pair.say.far((said ?? one) as string);
          await settle();
        }
        // A stranger may send one half away, and never break what comes next.
        await Promise.all([workstation.close(), rig.clock.advanceAsync(4000)]);
        rig.farPage();
        await Promise.all([workstation.connect(), rig.clock.advanceAsync(10_000)]);
        expect(connection().state).toBe('ready');
        expect(rig.nearLogger.lines.filter(({ level }) => level === 'error')).toEqual([]);
        accepted++;
      }),
      { numRuns: 60 },
    );
    expect(accepted).toBeGreaterThanOrEqual(60);
  }, 30_000);

  it('is traced by its kind, never by what it holds, and changes nothing', async () => {
    const rig = createBridgeRig();
    rig.farPage();
    const { workstation } = rig.program('p');
    await workstation.connect();
    const before = workstation.getSnapshot();
    const link = /"link":"([^"]+)"/.exec(rig.pair.log.at(-1)?.text ?? '')?.[1];
    const say = (to: 'near' | 'far', body: object): void =>
      rig.pair.say[to](JSON.stringify({ callstation: 'bridge', to, link, ...body }));
    say('near', { kind: 'secret-news', token: 'top-secret' });
    say('far', { kind: 'request', n: 900, id: 'top-secret', method: 1 });
    say('near', { kind: 'level', sessionId: 's', count: 1, mic: 'top-secret', peer: 0 });
    rig.backend.emit({
      type: 'session',
      session: { ...fakeOffer(), phase: 'top-secret' } as never,
      cause: 'sessionOffered',
    });
    rig.backend.emit({ type: 'top-secret' } as never);
    rig.backend.emit({ type: 'page', page: { sip: 'top-secret' } as never });
    await settle();
    expect(workstation.getSnapshot()).toBe(before);
    const lines = [...rig.nearLogger.lines, ...rig.farLogger.lines];
    expect(lines.filter(({ level }) => level === 'warn').map(({ message }) => message)).toEqual([
      'a message of another version of the bridge',
      'a message of the bridge was refused',
      'an update of the far half was refused',
      'an update of the far half was refused',
    ]);
    expect(JSON.stringify(lines.map(({ data }) => data)).replaceAll('"type":"top-secret"', '')).not.toContain(
      'top-secret',
    );
  });

  it('is no command without a method, and none with wrong params: as the centre would say', async () => {
    const rig = createBridgeRig();
    rig.farPage();
    const { workstation, backend } = rig.program('p');
    await workstation.connect();
    await expect(backend.request('no.such' as never, {} as never)).rejects.toMatchObject({ code: 'unknownMethod' });
    const wrong = backend.request('call.hold', { sessionId: 1 } as never, 'c');
    await expect(wrong).rejects.toMatchObject({ code: 'invalidArgument', message: /sessionId/ });
    expect(rig.backend.requests).toEqual([]);
  });
});
