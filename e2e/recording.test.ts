import type { CallSnapshot } from '@callstation/core/model';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import type { Desk } from './harness/desk.ts';
import { type Floor, openFloor } from './harness/floor.ts';
import { VOICES } from './harness/scene.ts';
import { until } from './harness/until.ts';

let floor: Floor;
let alice: Desk;
beforeAll(async () => {
  floor = await openFloor();
});
afterAll(() => floor?.close());
beforeEach(async () => {
  alice = await floor.open('alice');
});
afterEach(() => floor.clear());

interface Listed {
  id: string;
  sessionId: string;
  state: string;
  ms: number;
}

/** A stretch of one channel: from and to in seconds, and how loud the two voices are there. */
interface Heard {
  seconds: number;
  channels: number;
  /** By channel, by tenth of a second: [agent, customer]. */
  levels: [number, number][][];
}

const isRecorded = (as: string) => (call: CallSnapshot) => call.phase === 'active' && call.recording === as;
const pause = (ms: number) => alice.page.waitForTimeout(ms);

/** What the browser's own decoder makes of a recording. */
async function listen(desk: Desk, sessionId: string): Promise<Heard> {
  let found: Listed | undefined;
  await until('the recording to be listed', async () => {
    const list = await desk.page.evaluate(async () => {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ agent: 'alice' });
      const minted = await (await fetch('/dev/tokens', { method: 'POST', headers, body })).json();
      const authorization = `Bearer ${minted.token}`;
      return (await (await fetch('/v1/recordings', { headers: { authorization } })).json()).recordings as unknown[];
    });
    found = (list as Listed[]).find((one) => one.sessionId === sessionId && one.state === 'done');
    return found !== undefined;
  });
  return desk.page.evaluate(
    async ([id, hertz]) => {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ agent: 'alice' });
      const minted = await (await fetch('/dev/tokens', { method: 'POST', headers, body })).json();
      const authorization = `Bearer ${minted.token}`;
      const file = await (await fetch(`/v1/recordings/${id}`, { headers: { authorization } })).arrayBuffer();
      const audio = await new OfflineAudioContext(2, 1, 48_000).decodeAudioData(file);
      const level = (samples: Float32Array, hz: number): number => {
        let [re, im] = [0, 0];
        for (const [n, sample] of samples.entries()) {
          re += sample * Math.cos((2 * Math.PI * hz * n) / audio.sampleRate);
          im += sample * Math.sin((2 * Math.PI * hz * n) / audio.sampleRate);
        }
        return (2 * Math.hypot(re, im)) / samples.length;
      };
      const step = audio.sampleRate / 10;
      const levels = Array.from({ length: audio.numberOfChannels }, (_, channel) => {
        const samples = audio.getChannelData(channel);
        return Array.from({ length: Math.floor(samples.length / step) }, (__, i) => {
          // The middle of five: a packet that came late changes nothing.
          const usual = (hz: number): number => {
            const parts = [0, 1, 2, 3, 4].map((n) =>
              samples.subarray(i * step + (n * step) / 5, i * step + ((n + 1) * step) / 5),
            );
            return parts.map((part) => level(part, hz)).sort((a, b) => a - b)[2] ?? 0;
          };
          return [usual(hertz[0] ?? 0), usual(hertz[1] ?? 0)] as [number, number];
        });
      });
      return { seconds: audio.duration, channels: audio.numberOfChannels, levels };
    },
    [found?.id ?? '', [VOICES.alice, VOICES.customer]] as const,
  );
}

const THERE = 0.012;
const NOT_THERE = 0.006;
const AGENT = 0;
const CUSTOMER = 1;

describe('a recorded call', () => {
  it('is one file over hold, pause and reload, heard in the browser: agent left, customer right', async () => {
    const { id, customer } = await floor.answered(alice);
    await floor.hear({ alice: ['customer'], [customer]: ['alice'] });
    await alice.call('startRecording', id);
    await alice.until('the recording', isRecorded('on'));
    await pause(1500);
    await alice.call('hold', id);
    await pause(1500);
    await alice.call('resume', id);
    await pause(1500);
    await alice.call('pauseRecording', id);
    await alice.until('the pause', isRecorded('paused'));
    await pause(1500);
    await alice.call('resumeRecording', id);
    await pause(500);
    await alice.reload();
    await alice.until('the recording after the reload', isRecorded('on'));
    await floor.hear({ alice: ['customer'], [customer]: ['alice'] });
    await pause(1000);
    await alice.call('hangup', id);

    const { channels, seconds, levels } = await listen(alice, id);
    expect(channels).toBe(2);
    expect(seconds).toBeGreaterThan(7.5);
    const [left = [], right = []] = levels;
    // Nobody is on the other's side, at any time.
    expect(Math.max(...left.map((tenth) => tenth[CUSTOMER] ?? 1))).toBeLessThan(NOT_THERE);
    expect(Math.max(...right.map((tenth) => tenth[AGENT] ?? 1))).toBeLessThan(NOT_THERE);
    const stretches = (side: [number, number][], who: number): string =>
      side.map((tenth) => ((tenth[who] ?? 0) > THERE ? 'x' : '.')).join('');
    // Talk, hold, talk, pause, talk, on the agent's side with the reload after it.
    expect(stretches(right, CUSTOMER)).toMatch(/^\.{0,4}x[x.]{9,}\.{10,}x[x.]{9,}\.{10,}x[x.]{9,}$/u);
    expect(stretches(left, AGENT)).toMatch(/^\.{0,4}x[x.]{9,}\.{10,}x[x.]{9,}\.{10,}x[x.]{9,}$/u);
  });
});
