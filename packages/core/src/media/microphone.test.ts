import { createFakeLogger, settle } from '@callstation/testkit';
import { beforeEach, describe, expect, it } from 'vitest';
import { MediaFacts } from './media-facts.ts';
import { Microphone } from './microphone.ts';
import { FakeTrack } from './testing/fake-track.ts';

/** What the fake browser was asked for, and how it answers. */
let asked: (string | null)[];
let captured: FakeTrack[];
let answer: (device: string | null) => Promise<void>;
let facts: unknown[];
let plug: (() => void) | null;
let microphone: Microphone;

beforeEach(() => {
  asked = [];
  captured = [];
  facts = [];
  plug = null;
  answer = () => Promise.resolve();
  const media = new MediaFacts(createFakeLogger());
  media.on(({ facts: { microphone: fact } }) => facts.push(fact));
  microphone = new Microphone(
    {
      getUserMedia: async ({ audio }) => {
        const wanted = typeof audio === 'object' ? (audio.deviceId as { exact: string } | undefined) : undefined;
        asked.push(wanted?.exact ?? null);
        await answer(wanted?.exact ?? null);
        const track = new FakeTrack(wanted?.exact ?? 'default');
        captured.push(track);
        return { getAudioTracks: () => [track] } as unknown as MediaStream;
      },
      onDeviceChange: (fn) => {
        plug = fn;
        return () => (plug = null);
      },
    },
    media,
    createFakeLogger(),
  );
});

const refuse = (name: string) => () => Promise.reject(new DOMException('no', name));

describe('acquire', () => {
  it('asks once for all who want it at the same time and later', async () => {
    const [first, second] = await Promise.all([microphone.acquire(), microphone.acquire()]);
    expect(first).toBe(second);
    expect(await microphone.acquire()).toBe(first);
    expect(asked).toEqual([null]);
    expect(facts).toEqual(['ok']);
  });

  it.each([
    ['NotAllowedError', 'mediaDenied', ['denied']],
    ['SecurityError', 'mediaDenied', ['denied']],
    ['NotFoundError', 'mediaMissing', ['missing']],
    ['NotReadableError', 'mediaBusy', ['busy']],
    ['TypeError', 'mediaFailed', []],
  ])('%s is %s', async (name, code, told) => {
    answer = refuse(name);
    await expect(microphone.acquire()).rejects.toMatchObject({ code, cause: { name } });
    expect(facts).toEqual(told);
  });

  it('can be tried again after a refusal', async () => {
    answer = refuse('NotAllowedError');
    await expect(microphone.acquire()).rejects.toMatchObject({ code: 'mediaDenied' });
    answer = () => Promise.resolve();
    await microphone.acquire();
    expect(facts).toEqual(['denied', 'ok']);
  });

  it('takes the default device where the chosen one is gone', async () => {
    await microphone.select('headset');
    answer = (device) => (device ? refuse('OverconstrainedError')() : Promise.resolve());
    await microphone.acquire();
    expect(asked).toEqual(['headset', null]);
    expect(facts).toEqual(['ok']);
  });
});

describe('release', () => {
  it('stops the capture, and the next acquire captures anew', async () => {
    await microphone.acquire();
    microphone.release();
    expect(captured[0]?.readyState).toBe('ended');
    expect(microphone.source).toBeNull();
    await microphone.acquire();
    expect(asked).toHaveLength(2);
  });

  it('while the prompt is open gives back what comes, and does not spoil a later acquire', async () => {
    let allow: () => void = () => undefined;
    answer = () => new Promise((resolve) => (allow = resolve));
    const early = microphone.acquire();
    await settle();
    microphone.release();
    const late = microphone.acquire();
    const allowTwice = async (): Promise<void> => {
      allow();
      await settle();
      allow();
    };
    await Promise.all([expect(early).rejects.toMatchObject({ code: 'mediaFailed' }), late, allowTwice()]);
    expect(captured.map(({ readyState }) => readyState)).toEqual(['ended', 'live']);
    expect(microphone.source).toBe(captured[1]);
  });

  it('before a queued acquire has begun means that nothing is captured', async () => {
    const never = microphone.acquire();
    microphone.release();
    await expect(never).rejects.toMatchObject({ code: 'mediaFailed' });
    expect(captured).toEqual([]);
    expect(facts).toEqual([]);
  });
});

describe('select', () => {
  it('only remembers while nothing is captured', async () => {
    await microphone.select('headset');
    expect(asked).toEqual([]);
    await microphone.acquire();
    expect(asked).toEqual(['headset']);
  });

  it('moves a running capture over, new before old', async () => {
    await microphone.acquire();
    const states: unknown[] = [];
    microphone.onSource((source) => states.push([source, captured[0]?.readyState]));
    await microphone.select('headset');
    expect(states).toEqual([[captured[1], 'live']]);
    expect(captured[0]?.readyState).toBe('ended');
  });

  it('keeps the old one when the new one cannot be had', async () => {
    await microphone.acquire();
    answer = refuse('NotReadableError');
    await expect(microphone.select('headset')).rejects.toMatchObject({ code: 'mediaBusy' });
    expect(captured[0]?.readyState).toBe('live');
    answer = () => Promise.resolve();
    microphone.release();
    await microphone.acquire();
    expect(asked.at(-1)).toBeNull();
  });

  it('twice at once ends with the last', async () => {
    await microphone.acquire();
    await Promise.all([microphone.select('a'), microphone.select('b')]);
    expect(captured.map(({ name, readyState }) => [name, readyState])).toEqual([
      ['default', 'ended'],
      ['a', 'ended'],
      ['b', 'live'],
    ]);
  });
});

describe('a microphone that is waited for', () => {
  it('is taken when the devices change, and told of; nothing is watched afterwards', async () => {
    const sources: unknown[] = [];
    microphone.onSource((source) => sources.push(source));
    answer = refuse('NotAllowedError');
    await expect(microphone.acquire()).rejects.toMatchObject({ code: 'mediaDenied' });
    microphone.watch();
    plug?.();
    await settle();
    expect([sources, facts.at(-1)]).toEqual([[], 'denied']);
    answer = () => Promise.resolve();
    plug?.();
    await settle();
    expect([sources, facts.at(-1), plug]).toEqual([captured, 'ok', null]);
    microphone.watch();
    expect(plug).toBeNull();
  });

  it('is taken when one is chosen', async () => {
    microphone.watch();
    await microphone.select('headset');
    await settle();
    expect(captured.map(({ name }) => name)).toEqual(['headset']);
  });
});

describe('a device that goes away', () => {
  it('is replaced by the default one, and the legs are told', async () => {
    const swaps: unknown[] = [];
    microphone.onSource((source) => swaps.push(source));
    await microphone.acquire();
    captured[0]?.pull();
    await settle();
    expect(facts).toEqual(['ok', 'missing', 'ok']);
    expect(swaps).toEqual(captured.slice(0, 2));
    expect(plug).toBeNull();
  });

  it('with no other leaves a fact, until one is plugged in', async () => {
    const swaps: unknown[] = [];
    microphone.onSource((source) => swaps.push(source));
    await microphone.acquire();
    answer = refuse('NotFoundError');
    captured[0]?.pull();
    await settle();
    expect(facts).toEqual(['ok', 'missing']);
    answer = () => Promise.resolve();
    plug?.();
    await settle();
    expect(facts).toEqual(['ok', 'missing', 'ok']);
    expect(swaps).toEqual(captured.slice(0, 2));
  });

  it('after a release asks for nothing', async () => {
    await microphone.acquire();
    answer = refuse('NotFoundError');
    captured[0]?.pull();
    await settle();
    microphone.release();
    expect(plug).toBeNull();
    expect(asked).toHaveLength(2);
  });
});
