import type { MediaPort } from '@callstation/core/ports';

import type { Runner } from './runner.ts';

/** How to make the media under test; `denied` makes one whose microphone is not allowed. */
export interface MediaUnderTest {
  make(): MediaPort;
  denied(): MediaPort;
}

const WANT = { video: false, iceServers: [] };
const SOUND = { video: false };

type Body = (a: MediaPort, b: MediaPort) => Promise<void>;
/** Makes two media, and closes them whatever happens. */
const using =
  (make: () => MediaPort) =>
  (body: Body): (() => Promise<void>) =>
  async () => {
    const [a, b] = [make(), make()];
    try {
      await body(a, b);
    } finally {
      a.close();
      b.close();
    }
  };

/** What every MediaPort keeps. Run it on fakes in Node and on the engine in a browser with a fake microphone. */
export function mediaPortContract(runner: Runner, name: string, media: MediaUnderTest): void {
  runner.describe(`media port: ${name}`, () => {
    microphone(runner, media);
    legs(runner, using(media.make));
    rest(runner, using(media.make));
  });
}

function microphone({ it, expect }: Runner, { make, denied }: MediaUnderTest): void {
  const told = (media: MediaPort): unknown[] => {
    const facts: unknown[] = [];
    media.on((event) => 'microphone' in event.facts && facts.push(event.facts.microphone));
    return facts;
  };
  const takenAgain: Body = async (media) => {
    const facts = told(media);
    await media.acquire(SOUND);
    await media.acquire(SOUND);
    expect(facts.at(-1)).toBe('ok');
    media.release();
    media.release();
    await media.acquire(SOUND);
  };
  it('tells that the microphone is there, and takes it again after a release', using(make)(takenAgain));

  const refused: Body = async (media) => {
    const facts = told(media);
    await expect(media.acquire(SOUND)).rejects.toMatchObject({ code: 'mediaDenied' });
    expect(facts.at(-1)).toBe('denied');
  };
  it('rejects mediaDenied, and tells so, when the microphone is not allowed', using(denied)(refused));
}

function legs({ it, expect }: Runner, run: (body: Body) => () => Promise<void>): void {
  const identity: Body = async (media) => {
    const leg = media.leg('audio', WANT);
    expect(media.leg('audio', WANT)).toBe(leg);
    expect(media.leg('other', WANT)).not.toBe(leg);
    leg.close();
    leg.close();
    expect(media.leg('audio', WANT)).not.toBe(leg);
  };
  it('keeps one leg per id until it is closed', run(identity));

  const negotiation: Body = async (a, b) => {
    await Promise.all([a.acquire(SOUND), b.acquire(SOUND)]);
    const [caller, callee] = [a.leg('audio', WANT), b.leg('audio', WANT)];
    for (let round = 0; round < 2; round++) {
      const offer = await caller.offer();
      const answer = await callee.answer(offer);
      expect(offer).toMatch(/^v=0/);
      expect(answer).toMatch(/^v=0/);
      await caller.accept(answer);
    }
  };
  it('negotiates with another of its kind, twice', run(negotiation));

  const nonsense: Body = async (a, b) => {
    await Promise.all([a.acquire(SOUND), b.acquire(SOUND)]);
    const leg = a.leg('audio', WANT);
    await expect(leg.answer('nonsense')).rejects.toMatchObject({ code: 'mediaFailed' });
    expect(await leg.answer(await b.leg('audio', WANT).offer())).toMatch(/^v=0/);
  };
  it('refuses what is no description, and stays usable', run(nonsense));
}

function rest({ it, expect }: Runner, run: (body: Body) => () => Promise<void>): void {
  const atOnce: Body = async (media) => {
    const leg = media.leg('audio', WANT);
    expect(leg.setMuted('audio', true)).toBe(undefined);
    expect(leg.setHeld(true)).toBe(undefined);
    expect(media.ring(true)).toBe(undefined);
    expect(media.ring(false)).toBe(undefined);
    leg.setMuted('audio', false);
  };
  it('mutes, holds and rings at any time, without a promise', run(atOnce));

  const listed: Body = async (media) => {
    await media.acquire(SOUND);
    const devices = await media.devices();
    expect(devices.some(({ kind }) => kind === 'microphone')).toBe(true);
  };
  it('lists a microphone', run(listed));

  const volumes: Body = async (media) => {
    const told: unknown[] = [];
    media.on(({ facts }) => 'volume' in facts && told.push(facts.volume));
    await media.setVolume({ microphone: 0 });
    await media.setVolume({ speaker: 1.5 });
    for (const wrong of [-1, 1.6, Number.NaN])
      await expect(media.setVolume({ microphone: wrong })).rejects.toMatchObject({ code: 'invalidArgument' });
    expect(told).toEqual([
      { microphone: 0, speaker: 1 },
      { microphone: 0, speaker: 1.5 },
    ]);
  };
  it('sets a volume and tells it, and refuses what is none', run(volumes));

  const ended: Body = async (media) => {
    const stopLevels = media.levels('audio', () => undefined);
    const stopFacts = media.on(() => undefined);
    stopLevels();
    stopLevels();
    stopFacts();
    media.close();
    media.close();
    await expect(media.acquire(SOUND)).rejects.toMatchObject({ code: 'mediaFailed' });
  };
  it('lets listeners go, and closes twice without harm', run(ended));
}
