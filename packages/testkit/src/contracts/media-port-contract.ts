import type { MediaPort } from '@callstation/core/ports';

import type { Runner } from './runner.ts';

/** How to make the media under test; `denied` makes one whose microphone is not allowed. */
export interface MediaUnderTest {
  make(): MediaPort;
  denied(): MediaPort;
}

const WANT = { video: false, iceServers: [] };

/** What every MediaPort keeps. Run it on fakes in Node and on the engine in a browser with a fake microphone. */
export function mediaPortContract(runner: Runner, name: string, { make, denied }: MediaUnderTest): void {
  const { describe, it, expect } = runner;
  /** Runs with media that are closed whatever happens. */
  const using = (count: number, fn: (...media: MediaPort[]) => Promise<void>) => async (): Promise<void> => {
    const media = Array.from({ length: count }, make);
    try {
      await fn(...media);
    } finally {
      for (const one of media) one.close();
    }
  };
  const one = (fn: (media: MediaPort) => Promise<void>): (() => Promise<void>) =>
    using(1, async (media) => {
      if (media) await fn(media);
    });

  describe(`media port: ${name}`, () => {
    it(
      'tells that the microphone is there, and takes it again after a release',
      one(async (media) => {
        const told: unknown[] = [];
        media.on(({ facts }) => 'microphone' in facts && told.push(facts.microphone));
        await media.acquire({ video: false });
        await media.acquire({ video: false });
        expect(told.at(-1)).toBe('ok');
        media.release();
        media.release();
        await media.acquire({ video: false });
      }),
    );

    it('rejects mediaDenied, and tells so, when the microphone is not allowed', async () => {
      const media = denied();
      const told: unknown[] = [];
      const stop = media.on(({ facts }) => 'microphone' in facts && told.push(facts.microphone));
      await expect(media.acquire({ video: false })).rejects.toMatchObject({ code: 'mediaDenied' });
      expect(told.at(-1)).toBe('denied');
      stop();
      media.close();
    });

    it(
      'keeps one leg per id until it is closed',
      one(async (media) => {
        const leg = media.leg('audio', WANT);
        expect(media.leg('audio', WANT)).toBe(leg);
        expect(media.leg('other', WANT)).not.toBe(leg);
        leg.close();
        leg.close();
        expect(media.leg('audio', WANT)).not.toBe(leg);
      }),
    );

    it(
      'negotiates with another of its kind, twice',
      using(2, async (a, b) => {
        if (!a || !b) return;
        await Promise.all([a.acquire({ video: false }), b.acquire({ video: false })]);
        const [caller, callee] = [a.leg('audio', WANT), b.leg('audio', WANT)];
        for (let round = 0; round < 2; round++) {
          const offer = await caller.offer();
          const answer = await callee.answer(offer);
          expect(offer).toMatch(/^v=0/);
          expect(answer).toMatch(/^v=0/);
          await caller.accept(answer);
        }
      }),
    );

    it(
      'refuses what is no description, and stays usable',
      using(2, async (a, b) => {
        if (!a || !b) return;
        await a.acquire({ video: false });
        const leg = a.leg('audio', WANT);
        await expect(leg.answer('nonsense')).rejects.toMatchObject({ code: 'mediaFailed' });
        await b.acquire({ video: false });
        expect(await leg.answer(await b.leg('audio', WANT).offer())).toMatch(/^v=0/);
      }),
    );

    it(
      'mutes, holds and rings at any time without a promise',
      one(async (media) => {
        const leg = media.leg('audio', WANT);
        expect(leg.setMuted('audio', true)).toBe(undefined);
        expect(leg.setHeld(true)).toBe(undefined);
        expect(media.ring(true)).toBe(undefined);
        expect(media.ring(false)).toBe(undefined);
        leg.setMuted('audio', false);
        leg.close();
      }),
    );

    it(
      'lists a microphone',
      one(async (media) => {
        await media.acquire({ video: false });
        const devices = await media.devices();
        expect(devices.some(({ kind }) => kind === 'microphone')).toBe(true);
      }),
    );

    it(
      'lets listeners go, and closes twice without harm',
      one(async (media) => {
        const stopLevels = media.levels('audio', () => undefined);
        const stopFacts = media.on(() => undefined);
        stopLevels();
        stopLevels();
        stopFacts();
        media.close();
        media.close();
        await expect(media.acquire({ video: false })).rejects.toMatchObject({ code: 'mediaFailed' });
      }),
    );
  });
}
