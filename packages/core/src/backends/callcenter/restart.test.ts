import {
  createFakeClock,
  createFakeLogger,
  createFakeMedia,
  createFakeNetwork,
  createFakePageSip,
} from '@callstation/testkit';
import { createFakeVisibility, settle } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';
import { createWorkstation } from '../../client/create-workstation.ts';
import type { Random } from '../../ports/index.ts';
import { CLOSE_CODES, encodePing } from '../../protocol/index.ts';
import { callcenter } from './callcenter.ts';
import { ScriptedCentre } from './testing/scripted-centre.ts';

const AGENTS = 200;

/** Chance that comes again: xorshift of a seed. */
function seeded(seed: number): Random {
  let x = seed * 2_654_435_761 + 1;
  let ids = 0;
  return {
    id: () => `${seed}-${++ids}`,
    fraction() {
      x ^= x << 13;
      x ^= x >>> 17;
      x ^= x << 5;
      return (x >>> 0) / 2 ** 32;
    },
  };
}

/** So many pages, connected to one centre. */
async function floor() {
  const clock = createFakeClock();
  const centre = new ScriptedCentre(clock);
  const pages = Array.from({ length: AGENTS }, (_, n) => {
    const random = seeded(n + 1);
    const ports = {
      ...{
        clock,
        random,
        logger: createFakeLogger(),
        network: createFakeNetwork(),
        visibility: createFakeVisibility(),
      },
      ...{ socket: centre.hub.factory, sip: () => createFakePageSip() },
    };
    const backend = callcenter({ url: 'https://centre.test/seat', token: () => 't', media: createFakeMedia(), ports });
    return createWorkstation({ backend, ports: { clock, random, logger: ports.logger } });
  });
  await Promise.all(pages.map((page) => page.connect()));
  const ready = (): number => pages.filter((page) => page.getSnapshot().page.connection.state === 'ready').length;
  /** Time goes by, with the centre's pings. */
  const pass = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= 5000) {
      for (const socket of centre.hub.connections) if (socket.open) socket.send(encodePing(++pings));
      await clock.advanceAsync(Math.min(5000, left));
    }
  };
  let pings = 0;
  return { clock, centre, pages, ready, pass };
}

/** How much busier the busiest eighth of the time was than the mean. */
function peakToMean(instants: readonly number[]): number {
  const [first, last] = [Math.min(...instants), Math.max(...instants)];
  const bins = Array.from({ length: 8 }, () => 0);
  for (const at of instants) {
    const bin = Math.min(7, Math.floor(((at - first) / (last - first + 1)) * 8));
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  return Math.max(...bins) / (instants.length / 8);
}

describe(`F14: a centre with ${AGENTS} agents is restarted`, () => {
  const codes = [CLOSE_CODES.shuttingDown.code, 1001, 1012];
  const cases = codes.flatMap((code) =>
    [0, 500, 1500, 3000, 4500, 6000, 8000, 12_000, 20_000, 60_000].map((down): [number, number] => [code, down]),
  );

  it.each(cases)('closed with %i, down for %i ms: all are back in 30 s, spread', async (code, down) => {
    const { clock, centre, ready, pages, pass } = await floor();
    expect(ready()).toBe(AGENTS);
    // Long enough that everybody's steps begin anew.
    await pass(15_000);
    const back: number[] = [];
    const welcome = centre.hub.onconnection;
    centre.hub.onconnection = (server) => {
      back.push(clock.now());
      welcome?.(server);
    };
    centre.hub.answer = 'refuse';
    for (const socket of centre.hub.connections) socket.close(code);
    await settle();
    expect(ready()).toBe(0);
    await pass(down);
    centre.hub.answer = 'accept';
    const up = clock.now();
    await pass(30_000);
    expect(ready()).toBe(AGENTS);
    expect(back).toHaveLength(AGENTS);
    expect(Math.max(...back) - up).toBeLessThanOrEqual(30_000);
    expect(peakToMean(back)).toBeLessThanOrEqual(2);
    await Promise.all(pages.map((page) => page.close()));
  });
});
