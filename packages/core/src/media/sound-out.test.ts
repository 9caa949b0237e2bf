import { createFakeClock, createFakeLogger, settle } from '@callstation/testkit';
import { beforeEach, describe, expect, it } from 'vitest';
import { AudioOutput } from './audio-output.ts';
import { MediaFacts } from './media-facts.ts';
import { OutputGate } from './output-gate.ts';
import { OutputWatch } from './output-watch.ts';
import { Ringer } from './ringer.ts';
import { FakeTrack } from './testing/fake-track.ts';

const logger = createFakeLogger();
let facts: unknown[];
let gate: OutputGate;
/** Whether the fake browser wants a gesture first. */
let strict: boolean;
let elements: FakeElement[];
let contexts: FakeContext[];
/** Devices that are not there at the moment. */
const unplugged = new Set<string>();

class FakeElement {
  srcObject: unknown = null;
  autoplay = false;
  playing = false;
  sink = '';
  missing = new Set(['gone']);
  play(): Promise<void> {
    if (strict) return Promise.reject(Object.assign(new Error('gesture'), { name: 'NotAllowedError' }));
    this.playing = true;
    return Promise.resolve();
  }
  pause(): void {
    this.playing = false;
  }
  setSinkId(id: string): Promise<void> {
    if (this.missing.has(id)) return Promise.reject(new DOMException('', 'NotFoundError'));
    this.sink = id;
    return Promise.resolve();
  }
}

class FakeContext extends EventTarget {
  state = 'suspended';
  sampleRate = 8000;
  destination = {};
  sink = '';
  looped: unknown = null;
  createBuffer(): unknown {
    return { copyToChannel: () => undefined };
  }
  createBufferSource(): unknown {
    return Object.assign(this, { loop: false, connect: () => undefined, start: () => undefined });
  }
  resume(): Promise<void> {
    if (strict) return new Promise(() => undefined);
    this.state = 'running';
    this.dispatchEvent(new Event('statechange'));
    return Promise.resolve();
  }
  setSinkId(id: string): Promise<void> {
    if (unplugged.has(id)) return Promise.reject(new DOMException('', 'NotFoundError'));
    this.sink = id;
    return Promise.resolve();
  }
  close(): Promise<void> {
    this.state = 'closed';
    return Promise.resolve();
  }
}

beforeEach(() => {
  unplugged.clear();
  facts = [];
  strict = false;
  elements = [];
  contexts = [];
  const media = new MediaFacts(logger);
  media.on(({ facts: { output } }) => facts.push(output));
  gate = new OutputGate(media);
});

const output = (speaker = ''): AudioOutput =>
  new AudioOutput(
    {
      createAudioContext: () => {
        throw new Error('no context is needed');
      },
      createAudioElement: () => {
        const element = new FakeElement();
        elements.push(element);
        return element as unknown as HTMLAudioElement;
      },
      createStream: (tracks) => tracks as unknown as MediaStream,
    },
    gate,
    createFakeClock(),
    logger,
    speaker,
  );
const track = new FakeTrack('peer').asTrack;

describe('AudioOutput', () => {
  it('plays on the chosen speaker through one element', async () => {
    const out = output('desk');
    await out.play(track);
    await out.play(track);
    expect(elements).toHaveLength(1);
    expect(elements[0]).toMatchObject({ playing: true, sink: 'desk' });
    expect(facts).toEqual([]);
  });

  it('shows as blocked without a gesture, and plays after unlock', async () => {
    strict = true;
    const out = output();
    await out.play(track);
    expect(facts).toEqual(['blocked']);
    strict = false;
    await gate.unlock();
    expect(facts).toEqual(['blocked', 'ok']);
    expect(elements[0]?.playing).toBe(true);
  });

  it('stays blocked while any other leg is', async () => {
    strict = true;
    const [one, two] = [output(), output()];
    await one.play(track);
    await two.play(track);
    one.stop();
    expect(facts).toEqual(['blocked']);
    two.stop();
    expect(facts).toEqual(['blocked', 'ok']);
  });

  it('keeps playing where it was when the speaker is gone', async () => {
    const out = output();
    await out.play(track);
    await out.setSpeaker('gone');
    expect(elements[0]).toMatchObject({ playing: true, sink: '' });
  });

  it('does not come back to life when unlocked after its end', async () => {
    strict = true;
    const out = output();
    await out.play(track);
    out.stop();
    strict = false;
    await gate.unlock();
    expect(elements[0]).toMatchObject({ playing: false, srcObject: null });
  });
});

describe('Ringer', () => {
  const clock = createFakeClock();
  const ringer = (): Ringer =>
    new Ringer(
      {
        createAudioContext: () => {
          const context = new FakeContext();
          contexts.push(context);
          return context as unknown as AudioContext;
        },
      },
      gate,
      clock,
      logger,
    );

  it('rings on the ringer device and leaves no context or alarm', async () => {
    const bell = ringer();
    await bell.setDevice('bell');
    bell.ring(true);
    await settle();
    expect(contexts[0]).toMatchObject({ state: 'running', sink: 'bell', loop: true });
    clock.advance(300);
    expect(facts).toEqual([]);
    bell.ring(false);
    expect(contexts[0]?.state).toBe('closed');
    expect(clock.pending).toBe(0);
  });

  it('rings on the default while the chosen device is unplugged, and there again once it is back', async () => {
    const bell = ringer();
    await bell.setDevice('bell');
    unplugged.add('bell');
    bell.ring(true);
    await settle();
    expect(contexts[0]).toMatchObject({ state: 'running', sink: '' });
    unplugged.delete('bell');
    bell.deviceChanged();
    await settle();
    expect(contexts[0]?.sink).toBe('bell');
    unplugged.add('bell');
    bell.deviceChanged();
    await settle();
    expect(contexts[0]?.sink).toBe('');
    bell.ring(false);
  });

  it('that the browser silences shows as blocked, sounds after unlock, and is forgotten when it stops', async () => {
    strict = true;
    const bell = ringer();
    bell.ring(true);
    expect(facts).toEqual([]);
    clock.advance(300);
    expect(facts).toEqual(['blocked']);
    strict = false;
    await gate.unlock();
    expect(facts).toEqual(['blocked', 'ok']);
    expect(contexts[0]?.state).toBe('running');
    bell.ring(false);
    expect(clock.pending).toBe(0);
  });

  it('that stops before it was ever heard takes its fact along', () => {
    strict = true;
    const bell = ringer();
    bell.ring(true);
    clock.advance(300);
    bell.ring(false);
    expect(facts).toEqual(['blocked', 'ok']);
  });

  it('survives a browser without audio', () => {
    const bell = new Ringer(
      {
        createAudioContext: () => {
          throw new Error('no audio');
        },
      },
      gate,
      clock,
      logger,
    );
    bell.ring(true);
    bell.ring(false);
    expect(clock.pending).toBe(0);
  });
});

describe('OutputWatch', () => {
  let devices: MediaDeviceKind[];
  let plug: (() => void) | null;
  let changes: number;
  const watch = (lists = true): OutputWatch =>
    new OutputWatch(
      {
        listsOutputs: () => lists,
        enumerateDevices: () => Promise.resolve(devices.map((kind) => ({ kind }) as MediaDeviceInfo)),
        onDeviceChange: (fn) => {
          plug = fn;
          return () => (plug = null);
        },
      },
      gate,
      logger,
      () => changes++,
    );
  beforeEach(() => {
    [devices, plug, changes] = [['audioinput', 'audiooutput'], null, 0];
  });

  it('says when nothing is there to sound on, when there is again, and nothing after the end', async () => {
    devices = ['audioinput'];
    const outputs = watch();
    outputs.watch(true);
    outputs.watch(true);
    await settle();
    expect(facts).toEqual(['missing']);
    devices = ['audioinput', 'audiooutput'];
    plug?.();
    await settle();
    expect(facts).toEqual(['missing', 'ok']);
    devices = ['audioinput'];
    plug?.();
    await settle();
    outputs.watch(false);
    expect(facts).toEqual(['missing', 'ok', 'missing', 'ok']);
    expect([plug, changes]).toEqual([null, 2]);
  });

  it.each([
    ['a browser that does not list outputs', false, ['audioinput']],
    ['a browser that lists nothing before it is allowed to', true, []],
  ] as [string, boolean, MediaDeviceKind[]][])('says nothing in %s', async (_name, lists, there) => {
    devices = there;
    const outputs = watch(lists);
    outputs.watch(true);
    await settle();
    outputs.watch(false);
    expect(facts).toEqual([]);
  });

  it('goes before a browser that wants a gesture, which is said when there is something to sound on', async () => {
    strict = true;
    await output().play(track);
    devices = ['audioinput'];
    const outputs = watch();
    outputs.watch(true);
    await settle();
    expect(facts).toEqual(['blocked', 'missing']);
    outputs.watch(false);
    expect(facts).toEqual(['blocked', 'missing', 'blocked']);
  });
});
