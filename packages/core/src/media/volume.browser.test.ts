import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { Levels } from '../ports/index.ts';
import { connect, type Lab, type LabEngine, meter, openLab, until } from './testing/lab.ts';

let lab: Lab;
let contexts: AudioContext[];
let players: HTMLAudioElement[];
let alice: LabEngine;
let bob: LabEngine;

beforeEach(() => {
  lab = openLab();
  contexts = [];
  players = [];
  alice = lab.engine(
    { a: 440, second: 880 },
    {
      createAudioContext: () => {
        const context = new AudioContext();
        contexts.push(context);
        return context;
      },
      createAudioElement: () => {
        const player = new Audio();
        players.push(player);
        return player;
      },
    },
  );
  bob = lab.engine({ b: 1320 });
});
afterEach(() => lab.close());

/** Resolves once it sounds as loud as that, within a tenth. */
const reaches = (rms: () => number, wanted: number): Promise<void> =>
  until(() => Math.abs(rms() - wanted) <= wanted / 10);
/** How loud a tone of the lab is when nothing was done to it. */
const PLAIN = 0.3 / Math.SQRT2;
/** Sixty decibels less; a codec does not make nothing of nothing at once. */
const SILENT = PLAIN / 1000;

describe('the volume of the microphone', () => {
  it('is what the far end hears: half, half as much again, nothing, and the microphone itself', async () => {
    const [leg] = await connect(alice, bob);
    const negotiated: Event[] = [];
    alice.connections[0]?.addEventListener('signalingstatechange', (event) => negotiated.push(event));
    await reaches(bob.rms, PLAIN);
    expect(contexts).toEqual([]);

    await alice.media.setVolume({ microphone: 0.5 });
    await reaches(bob.rms, PLAIN / 2);
    await alice.media.setVolume({ microphone: 1.5 });
    await reaches(bob.rms, PLAIN * 1.5);
    // Not muted: what is sent is silence of the leg's own making.
    await alice.media.setVolume({ microphone: 0 });
    await until(() => bob.rms() < SILENT);
    expect(alice.connections[0]?.getSenders()[0]?.track?.enabled).toBe(true);

    // A mute holds whatever is done to the volume, and the volume whatever is done to the mute.
    leg.setMuted('audio', true);
    await alice.media.setVolume({ microphone: 1 });
    await until(() => contexts[0]?.state === 'closed');
    await bob.receives(10);
    expect(bob.rms()).toBeLessThan(SILENT);
    await alice.media.setVolume({ microphone: 0.5 });
    leg.setMuted('audio', false);
    await reaches(bob.rms, PLAIN / 2);

    await alice.media.setVolume({ microphone: 1 });
    await reaches(bob.rms, PLAIN);
    await until(() => contexts.every(({ state }) => state === 'closed'));
    expect([contexts.length, negotiated.length, alice.captured.length]).toEqual([2, 0, 1]);
    expect(alice.captured[0]?.readyState).toBe('live');
  });

  it('set before the call holds for it, for another microphone, and for the next call', async () => {
    await alice.media.setVolume({ microphone: 0.5 });
    const [leg] = await connect(alice, bob);
    await reaches(bob.rms, PLAIN / 2);
    await alice.media.select({ microphone: 'second' });
    await until(() => bob.hears(880) > bob.hears(440));
    await reaches(bob.rms, PLAIN / 2);
    expect(alice.captured.map(({ readyState }) => readyState)).toEqual(['ended', 'live']);
    leg.close();
    alice.media.release();
    await until(() => contexts.every(({ state }) => state === 'closed'));
    await connect(alice, bob);
    await reaches(bob.rms, PLAIN / 2);
    alice.media.close();
    await until(() => contexts.every(({ state }) => state === 'closed'));
  });

  it('changes in a call without a gap at the far end', async () => {
    await connect(alice, bob);
    await reaches(bob.rms, PLAIN);
    let heardAt = performance.now();
    let gap = 0;
    const listen = setInterval(() => {
      const now = performance.now();
      if (bob.rms() > PLAIN / 10) heardAt = now;
      else gap = Math.max(gap, now - heardAt);
    }, 5);
    for (const microphone of [0.5, 1, 1.5, 1]) {
      await alice.media.setVolume({ microphone });
      await reaches(bob.rms, PLAIN * microphone);
    }
    clearInterval(listen);
    expect(gap).toBeLessThan(100);
  });

  it('is in what the meter shows', async () => {
    const seen: Levels[] = [];
    const stop = alice.media.levels('audio', (levels) => seen.push(levels));
    await connect(alice, bob);
    await until(() => (seen.at(-1)?.mic ?? 0) > 0.7);
    await alice.media.setVolume({ microphone: 0.1 });
    // Twenty decibels of the sixty that the meter has.
    await until(() => Math.abs((seen.at(-1)?.mic ?? 0) - 0.44) < 0.05);
    await alice.media.setVolume({ microphone: 0 });
    await until(() => seen.at(-1)?.mic === 0);
    expect(seen.at(-1)?.peer).toBeGreaterThan(0.7);
    stop();
  });
});

describe('the volume of the speaker', () => {
  it('is the player’s own up to 1, and above it that of Web Audio', async () => {
    await connect(alice, bob);
    await until(() => players[0]?.paused === false);
    await alice.media.setVolume({ speaker: 0.5 });
    expect([players.length, players[0]?.volume, players[0]?.muted]).toEqual([1, 0.5, false]);
    expect(contexts).toEqual([]);

    await alice.media.setVolume({ speaker: 1.5 });
    await until(() => players[0]?.muted === true);
    const [plain, loud] = players;
    expect([loud?.paused, loud?.muted, loud?.volume]).toEqual([false, false, 1]);
    const context = new AudioContext();
    const stream = loud?.srcObject;
    const rms = meter(context, () => (stream instanceof MediaStream ? stream.getAudioTracks()[0] : undefined));
    await reaches(alice.rms, PLAIN);
    await reaches(rms, PLAIN * 1.5);
    await alice.media.setVolume({ speaker: 1.2 });
    await reaches(rms, PLAIN * 1.2);

    await alice.media.setVolume({ speaker: 1 });
    expect([plain?.muted, plain?.volume, loud?.paused]).toEqual([false, 1, true]);
    await until(() => contexts.every(({ state }) => state === 'closed'));
    await context.close();
  });

  it('holds for a leg that takes over, and leaves nothing behind', async () => {
    await alice.media.setVolume({ speaker: 1.5 });
    const [old] = await connect(alice, bob);
    await until(() => players[0]?.muted === true);
    await connect(alice, bob);
    await until(() => players[2]?.muted === true);
    old.close();
    alice.media.close();
    await until(() => contexts.every(({ state }) => state === 'closed'));
    expect(players.map(({ paused, srcObject }) => [paused, srcObject])).toEqual(players.map(() => [true, null]));
  });
});

it('refuses what is no volume, changes nothing, and tells what it has changed', async () => {
  const told: unknown[] = [];
  alice.media.on(({ facts }) => facts.volume && told.push(facts.volume));
  await expect(alice.media.setVolume({ microphone: 0.5, speaker: 1.6 })).rejects.toMatchObject({
    code: 'invalidArgument',
  });
  await connect(alice, bob);
  await reaches(bob.rms, PLAIN);
  await alice.media.setVolume({ microphone: 0.5 });
  await alice.media.setVolume({ speaker: 0.2 });
  await alice.media.setVolume({ speaker: 0.2 });
  expect(told).toEqual([
    { microphone: 0.5, speaker: 1 },
    { microphone: 0.5, speaker: 0.2 },
  ]);
});
