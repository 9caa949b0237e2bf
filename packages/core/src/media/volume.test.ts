import { createFakeClock, createFakeLogger, settle, type FakeClock } from '@callstation/testkit';
import { beforeEach, describe, expect, it } from 'vitest';

import { AudioOutput } from './audio-output.ts';
import { MediaFacts } from './media-facts.ts';
import { OutputGate } from './output-gate.ts';
import { FakeContext } from './testing/fake-context.ts';
import { FakeTrack } from './testing/fake-track.ts';
import { changedVolume } from './volume.ts';

const logger = createFakeLogger();
let clock: FakeClock;
let elements: FakeElement[];
let contexts: FakeContext[];
/** As on iOS: the phone's own keys and nothing else. */
let fixed: boolean;
let bare: boolean;
/** Whether a second player is refused without a gesture. */
let strict: boolean;

class FakeElement {
  srcObject: unknown = null;
  autoplay = false;
  muted = false;
  paused = true;
  sink = '';
  #volume = 1;
  get volume(): number {
    return this.#volume;
  }
  set volume(volume: number) {
    if (!fixed) this.#volume = volume;
  }
  play(): Promise<void> {
    if (strict && elements.length > 1)
      return Promise.reject(Object.assign(new Error('gesture'), { name: 'NotAllowedError' }));
    this.paused = false;
    return Promise.resolve();
  }
  pause(): void {
    this.paused = true;
  }
  setSinkId(id: string): Promise<void> {
    this.sink = id;
    return Promise.resolve();
  }
}

beforeEach(() => {
  clock = createFakeClock();
  elements = [];
  contexts = [];
  fixed = bare = strict = false;
});

const track = new FakeTrack('peer');
const output = async (speaker = ''): Promise<AudioOutput> => {
  const environment = {
    createAudioContext: () => {
      if (bare) throw new Error('no Web Audio');
      const context = new FakeContext();
      contexts.push(context);
      return context.asContext;
    },
    createAudioElement: () => {
      const element = new FakeElement();
      elements.push(element);
      return element as unknown as HTMLAudioElement;
    },
    createStream: ([one]: MediaStreamTrack[]) => one as unknown as MediaStream,
  };
  const out = new AudioOutput(environment, new OutputGate(new MediaFacts(logger)), clock, logger, speaker);
  await out.play(track.asTrack);
  return out;
};
const begin = async (): Promise<void> => {
  contexts.at(-1)?.become('running');
  clock.advance(100);
  await settle();
};
const players = (): unknown[] => elements.map(({ volume, muted, paused }) => ({ volume, muted, paused }));

describe('the volume of an output', () => {
  it('is the player’s own up to 1', async () => {
    const out = await output();
    for (const volume of [0.5, 1, 0]) {
      out.setVolume(volume);
      expect(players()).toEqual([{ volume, muted: volume === 0, paused: false }]);
    }
    expect(contexts).toEqual([]);
  });

  it('above 1 is that of a second player, which takes over once it sounds, on the same device', async () => {
    const out = await output('desk');
    out.setVolume(1.5);
    expect(players()).toEqual([
      { volume: 1, muted: false, paused: false },
      { volume: 1, muted: false, paused: true },
    ]);
    await begin();
    expect(players()).toEqual([
      { volume: 1, muted: true, paused: false },
      { volume: 1, muted: false, paused: false },
    ]);
    const [context] = contexts;
    expect([context?.volume, [...(context?.inputs ?? [])]]).toEqual([1.5, [track]]);
    expect(elements[1]?.srcObject).toBe(context?.output);
    expect(elements.map(({ sink }) => sink)).toEqual(['desk', 'desk']);
    await out.setSpeaker('headset');
    expect(elements.map(({ sink }) => sink)).toEqual(['headset', 'headset']);

    out.setVolume(0.8);
    expect(players()).toEqual([
      { volume: 0.8, muted: false, paused: false },
      { volume: 1, muted: false, paused: true },
    ]);
    expect([context?.state, elements[1]?.srcObject]).toEqual(['closed', null]);
  });

  it('set before the first sound holds for it, and for the next one', async () => {
    const out = await output();
    out.stop();
    out.setVolume(1.2);
    await out.play(track.asTrack);
    await begin();
    const next = new FakeTrack('next');
    await out.play(next.asTrack);
    expect([...(contexts[0]?.inputs ?? [])]).toEqual([next]);
    expect(contexts).toHaveLength(1);
    out.stop();
    expect([contexts[0]?.state, elements.every(({ paused }) => paused)]).toEqual(['closed', true]);
  });

  it('leaves the first player on while the second does not sound', async () => {
    const out = await output();
    strict = true;
    out.setVolume(1.5);
    await begin();
    expect(elements[0]?.muted).toBe(false);
    strict = false;
    contexts[0]?.become('suspended');
    await begin();
    expect(elements[0]?.muted).toBe(true);
    // A phone call takes the sound away: the player is what comes back by itself.
    contexts[0]?.become('suspended');
    expect(elements[0]?.muted).toBe(false);
  });

  it('is a second player’s where the first has none of its own, silence excepted', async () => {
    fixed = true;
    const out = await output();
    out.setVolume(0.5);
    await begin();
    expect([contexts[0]?.volume, elements[0]?.muted]).toEqual([0.5, true]);
    out.setVolume(0);
    expect([contexts[0]?.state, elements[0]?.muted]).toEqual(['closed', true]);
    out.setVolume(1);
    expect([contexts.length, elements[0]?.muted]).toEqual([1, false]);
  });

  it('is as near as it gets without Web Audio', async () => {
    bare = true;
    const out = await output();
    out.setVolume(1.5);
    expect(players()).toEqual([{ volume: 1, muted: false, paused: false }]);
  });
});

describe('a change of volume', () => {
  it('leaves what is left out', () => {
    expect(changedVolume({ microphone: 0.5, speaker: 1 }, { speaker: 1.5 })).toEqual({ microphone: 0.5, speaker: 1.5 });
  });

  it.each([-0.1, 1.51, Number.NaN, '1', null])('refuses %s', (speaker) => {
    const change = { speaker } as { speaker: number };
    expect(() => changedVolume({ microphone: 1, speaker: 1 }, change)).toThrow(
      expect.objectContaining({ code: 'invalidArgument' }),
    );
  });
});
