import { createFakeClock, createFakeLogger, createFakeRandom } from '@callstation/testkit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { TcccWorkstation } from '../../tccc-workstation.ts';
import { silent } from '../../testing/silent.ts';
import { browserHost } from './browser-host.ts';

const played: string[] = [];
let refusal: Error | null = null;
let ended: (() => void)[] = [];
class FakeAudio {
  loop = false;
  readonly src: string;
  constructor(src: string) {
    this.src = src;
  }
  addEventListener(_: 'ended', fn: () => void): void {
    ended.push(fn);
  }
  async play(): Promise<void> {
    played.push(`play ${this.src}${this.loop ? ' for ever' : ''}`);
    if (refusal) throw refusal;
  }
  pause(): void {
    played.push('pause');
  }
}

beforeEach(() => void vi.stubGlobal('Audio', FakeAudio));
afterEach(() => {
  vi.unstubAllGlobals();
  played.length = 0;
  ended = [];
  refusal = null;
});
const finish = (): void => ended.at(-1)?.();
const app = () => new TcccWorkstation({ host: browserHost(), log: silent });
const failure = (work: unknown): Promise<unknown> => Promise.resolve(work).catch((error: unknown) => error);

describe('sound in a browser', () => {
  it('is a centre with WebRTC, of which nothing is touched before it is used', () => {
    const ports = { clock: createFakeClock(), random: createFakeRandom('r'), logger: createFakeLogger() };
    const host = browserHost();
    expect(Object.keys(host.open({ url: 'wss://desk.test/seat', token: async () => 'a' }, ports)).toSorted()).toEqual([
      ...['close', 'connect', 'devices', 'levels', 'request'],
    ]);
    expect([host.kind, host.audio.levels]).toEqual(['browser', true]);
    expect(() => host.audio.setRoute('earpiece')).toThrow(expect.objectContaining({ code: 'notSupported' }));
  });

  it('plays music as often as it is asked to, and one piece at a time', async () => {
    const tccc = app();
    expect(await tccc.startPlayMusic('ring.mp3', 2)).toMatchObject({ code: 0 });
    finish();
    finish();
    await tccc.startPlayMusic('ring.mp3', 0);
    await tccc.startPlayMusic('other.mp3');
    await tccc.stopPlayMusic();
    expect(played).toEqual([
      ...['play ring.mp3', 'play ring.mp3', 'pause', 'play ring.mp3 for ever', 'pause', 'play other.mp3', 'pause'],
    ]);
  });

  it('says why music does not play, unless it was stopped before it began', async () => {
    const tccc = app();
    refusal = Object.assign(new Error('no gesture'), { name: 'NotAllowedError' });
    expect(await failure(tccc.startPlayMusic('ring.mp3'))).toMatchObject({
      code: -3301,
      message: 'The music cannot be played: press something in the page first.',
    });
    refusal = new Error('404');
    expect(await failure(tccc.startPlayMusic('ring.mp3'))).toMatchObject({
      message: 'The music cannot be played: the file cannot be played.',
    });
    const stopped = tccc.startPlayMusic('ring.mp3');
    void tccc.stopPlayMusic();
    expect(await stopped).toMatchObject({ code: 0 });
  });
});
