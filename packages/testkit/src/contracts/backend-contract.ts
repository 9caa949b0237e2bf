import type { PageFacts, Update } from '@callstation/core/model';
import { newPage } from '@callstation/core/model';
import type { Backend } from '@callstation/core/ports';

import type { Runner } from './runner.ts';

/** A backend under test, with the other side in the test's hands. */
export interface BackendUnderTest {
  backend: Backend;
  /** Lets everything happen that needs no time. */
  settle(): Promise<void>;
  /** Rings a call of that id; the backend tells of it. */
  ring(id: string): void | Promise<void>;
  /** How often a request with that command id was done. */
  done(commandId: string): number;
  close(): Promise<void>;
}

type Body = (rig: BackendUnderTest, told: Update[], connect: () => Promise<void>) => Promise<void>;

const page = (): PageFacts => newPage('page-under-test', 1_700_000_000_000);

/**
 * What every Backend keeps, whatever is behind it: run it on a fake, on a centre, and through a bridge. `make`: one that is
 * not connected, whose agent is idle without sessions and may dial.
 */
export function backendContract(runner: Runner, name: string, make: () => BackendUnderTest): void {
  const { describe, it } = runner;
  const using =
    (body: Body): (() => Promise<void>) =>
    async () => {
      const rig = make();
      const told: Update[] = [];
      const connect = (): Promise<void> => rig.backend.connect((update) => void told.push(update), page());
      try {
        await body(rig, told, connect);
      } finally {
        await rig.close();
      }
    };
  describe(`backend: ${name}`, () => {
    it('refuses requests before connect and after close', using(notReady(runner)));
    it('has told the whole state when connect resolves, and again after close and connect', using(whole(runner)));
    it('tells what happens, in order, and nothing after close', using(order(runner)));
    it('does a command once', using(once(runner)));
    it('refuses with a typed error, and goes on', using(refusal(runner)));
    it('lists devices, lets loudness go twice, and rings', using(media(runner)));
  });
}

const types = (told: Update[]): string[] => told.map(({ type }) => type).filter((type) => type !== 'page');

function notReady({ expect }: Runner): Body {
  return async ({ backend }, _told, connect) => {
    await expect(backend.request('directory.numbers', {})).rejects.toMatchObject({ code: 'notReady' });
    await connect();
    await backend.close();
    await expect(backend.request('directory.numbers', {})).rejects.toMatchObject({ code: 'notReady' });
  };
}

function whole({ expect }: Runner): Body {
  return async ({ backend }, told, connect) => {
    await connect();
    expect(types(told)[0]).toBe('reset');
    await backend.close();
    told.length = 0;
    await connect();
    expect(types(told)[0]).toBe('reset');
  };
}

function order({ expect }: Runner): Body {
  return async ({ backend, ring, settle }, told, connect) => {
    const offered = (): string[] => told.flatMap((update) => (update.type === 'session' ? [update.session.id] : []));
    await connect();
    await ring('one');
    await ring('two');
    await settle();
    expect(offered()).toEqual(['one', 'two']);
    await backend.close();
    told.length = 0;
    await ring('three');
    await settle();
    expect(types(told)).toEqual([]);
  };
}

function once({ expect }: Runner): Body {
  return async ({ backend, done }, _told, connect) => {
    await connect();
    const ask = (): Promise<null> => backend.request('agent.setStatus', { status: 'not-ready' }, 'c1');
    expect(await Promise.all([ask(), ask()])).toEqual([null, null]);
    expect(await ask()).toBe(null);
    expect(done('c1')).toBe(1);
  };
}

function refusal({ expect }: Runner): Body {
  return async ({ backend, ring, settle }, told, connect) => {
    await connect();
    const refused = backend.request('call.hold', { sessionId: 'nobody' }, 'c2');
    await expect(refused).rejects.toMatchObject({ code: 'notFound', retryable: false });
    told.length = 0;
    await ring('after');
    await settle();
    expect(told.some((update) => update.type === 'session' && update.session.id === 'after')).toBe(true);
  };
}

function media({ expect }: Runner): Body {
  return async ({ backend }, told, connect) => {
    await connect();
    const devices = await backend.devices.list();
    expect(devices.some(({ kind }) => kind === 'microphone')).toBe(true);
    await backend.devices.select({ microphone: devices[0]?.id ?? '' });
    await backend.devices.unlock();
    await backend.devices.setVolume({ speaker: 0.5 });
    const volumes = told.flatMap((update) => (update.type === 'page' ? [update.page.volume] : []));
    expect(volumes.at(-1)).toEqual({ microphone: 1, speaker: 0.5 });
    await expect(backend.devices.setVolume({ microphone: 2 })).rejects.toMatchObject({ code: 'invalidArgument' });
    const stop = backend.levels('one', () => undefined);
    stop();
    stop();
    expect(backend.devices.ring(true)).toBe(undefined);
    expect(backend.devices.ring(false)).toBe(undefined);
  };
}
