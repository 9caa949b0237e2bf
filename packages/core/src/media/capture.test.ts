import { createFakeClock, createFakeLogger, settle, type FakeClock } from '@callstation/testkit';
import { beforeEach, describe, expect, it } from 'vitest';

import { Capture } from './capture.ts';
import { MediaFacts } from './media-facts.ts';
import { Microphone } from './microphone.ts';
import { FakeContext } from './testing/fake-context.ts';
import { FakeTrack } from './testing/fake-track.ts';

let clock: FakeClock;
let contexts: FakeContext[];
let captured: FakeTrack[];
let capture: Capture;
let microphone: Microphone;
/** What a leg was told to send, and how it says that it does. */
let sent: FakeTrack[];
let sends: (() => void)[];
/** Whether the fake browser knows no Web Audio. */
let bare: boolean;

beforeEach(() => {
  clock = createFakeClock();
  contexts = [];
  captured = [];
  sent = [];
  sends = [];
  bare = false;
  const logger = createFakeLogger();
  const getUserMedia = async (): Promise<MediaStream> => {
    const track = new FakeTrack(`microphone ${captured.length + 1}`);
    captured.push(track);
    return { getAudioTracks: () => [track] } as unknown as MediaStream;
  };
  microphone = new Microphone({ getUserMedia, onDeviceChange: () => () => undefined }, new MediaFacts(logger), logger);
  const createAudioContext = (): AudioContext => {
    if (bare) throw new Error('no Web Audio');
    const context = new FakeContext();
    contexts.push(context);
    return context.asContext;
  };
  const createStream = ([track]: MediaStreamTrack[]): MediaStream => track as unknown as MediaStream;
  capture = new Capture(microphone, { environment: { createAudioContext, createStream }, clock }, logger);
  capture.onSource((source) => {
    sent.push(source as unknown as FakeTrack);
    return new Promise((resolve) => sends.push(resolve));
  });
});

const done = async (): Promise<void> => {
  for (const resolve of sends.splice(0)) resolve();
  await settle();
};
const running = (): FakeContext => {
  const context = contexts.at(-1) as FakeContext;
  context.become('running');
  clock.advance(100);
  return context;
};

describe('Capture', () => {
  it('is the microphone itself at its own volume, with nothing of Web Audio', async () => {
    expect(await capture.acquire()).toBe(captured[0]);
    capture.setVolume(1);
    expect(capture.source).toBe(captured[0]);
    expect([sent, contexts]).toEqual([[captured[0]], []]);
  });

  it('puts the amplifier in between once it runs, and takes it out when the microphone is sent again', async () => {
    await capture.acquire();
    capture.setVolume(0.5);
    contexts[0]?.become('running');
    clock.advance(99);
    // Its buffers are not full yet: it would be a gap.
    expect(sent).toEqual([captured[0]]);
    const context = running();
    expect([...context.inputs]).toEqual([captured[0]]);
    expect(context.volume).toBe(0.5);
    expect(sent).toEqual([captured[0], context.output]);
    expect(capture.source).toBe(context.output);
    await done();

    capture.setVolume(1);
    expect(sent.at(-1)).toBe(captured[0]);
    await settle();
    // Until the leg sends the microphone, the amplifier is what is heard.
    expect(context.state).toBe('running');
    await done();
    expect([context.state, contexts.length]).toEqual(['closed', 1]);
  });

  it('changes from one volume to another in place', async () => {
    await capture.acquire();
    capture.setVolume(0.5);
    const context = running();
    capture.setVolume(1.5);
    expect([context.volume, contexts.length, sent.length]).toEqual([1.5, 1, 2]);
  });

  it('holds for what is captured later: after a release, and from another device', async () => {
    capture.setVolume(0.5);
    expect(contexts).toEqual([]);
    await capture.acquire();
    const first = running();
    expect([first.volume, capture.source]).toEqual([0.5, first.output]);
    await microphone.select('other');
    // The same way out, another way in: the leg goes on sending the same sound, and none of the old device.
    expect([...first.inputs]).toEqual([captured[1]]);
    expect([captured[0]?.readyState, capture.source]).toEqual(['ended', first.output]);
    capture.release();
    expect([first.state, capture.source]).toEqual(['closed', null]);
    await capture.acquire();
    expect([contexts.length, running().volume]).toEqual([2, 0.5]);
  });

  it('sends the microphone as it is while the system takes the sound away, but never instead of silence', async () => {
    await capture.acquire();
    capture.setVolume(0.5);
    const context = running();
    const resumed = context.resumed;
    context.become('suspended');
    expect(capture.source).toBe(captured[0]);
    expect(sent.at(-1)).toBe(captured[0]);
    expect(context.resumed).toBe(resumed + 1);
    capture.setVolume(0);
    expect(sent.at(-1)).toBe(context.output);
    running();
    capture.setVolume(0.7);
    context.become('suspended');
    expect(sent.at(-1)).toBe(captured[0]);
  });

  it('refuses where there is no Web Audio, and changes nothing', async () => {
    bare = true;
    await capture.acquire();
    expect(() => capture.setVolume(0.5)).toThrow(expect.objectContaining({ code: 'notSupported' }));
    expect(capture.source).toBe(captured[0]);
    bare = false;
    await microphone.select('other');
    expect(contexts).toEqual([]);
  });

  it('sends the microphone as it is where Web Audio fails a later capture', async () => {
    capture.setVolume(0.5);
    bare = true;
    expect(await capture.acquire()).toBe(captured[0]);
    expect(sent).toEqual([captured[0]]);
  });
});
