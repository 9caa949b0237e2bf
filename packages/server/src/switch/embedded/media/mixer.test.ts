import { describe, expect, it } from 'vitest';
import { createFakeClock } from '@callstation/testkit';
import { longestDip } from '../../testing/dips.ts';
import { level, toneSource } from '../../testing/tone-meter.ts';
import type { Clip } from './clip.ts';
import { Line } from './line.ts';
import { Room } from './room.ts';
import { pcmSound, type Sound } from './sound.ts';
import { Ticker } from './ticker.ts';

/** One party: says its tone every 20 ms at its own offset, hears into a list. */
interface Party {
  line: Line;
  hertz: number;
  heard: Int16Array[];
  /** When each frame came. */
  times: number[];
  said: number;
  sources: Set<object>;
  say: () => Int16Array;
  offset: number;
  talking: boolean;
}

function setUp() {
  const clock = createFakeClock();
  const ticker = new Ticker(clock);
  const room = new Room(ticker);
  const parties: Party[] = [];
  const party = (hertz: number, offset: number, amplitude?: number): Party => {
    const heard: Int16Array[] = [];
    const times: number[] = [];
    const sources = new Set<object>();
    const ear = (sound: Sound, source: object): void => {
      sources.add(source);
      for (const frame of sound.pcm()) {
        heard.push(frame);
        times.push(clock.now());
      }
    };
    const line = new Line({ hear: ear }, ticker);
    const made = {
      line,
      hertz,
      heard,
      times,
      said: 0,
      sources,
      say: toneSource(hertz, amplitude),
      offset,
      talking: true,
    };
    parties.push(made);
    return made;
  };
  /** Everybody talks for `ms`; each frame comes at its party's offset within the 20 ms. */
  const run = (ms: number): void => {
    for (let at = 0; at < ms; at++) {
      for (const each of parties)
        if (each.talking && clock.now() % 20 === each.offset) {
          each.said++;
          each.line.say(pcmSound(each.say()));
        }
      clock.advance(1);
    }
  };
  return { clock, ticker, room, party, run };
}
const all = (party: Party, from = 0): Int16Array => Int16Array.from(party.heard.slice(from).flatMap((f) => [...f]));
const hears = (party: Party, hertz: number, lastFrames = 10): boolean => level(all(party, -lastFrames), hertz) > 4000;

describe('Room with a mixer', () => {
  it.each([3, 4, 6])('lets %i parties hear all the others and not themselves', (count) => {
    const { room, party, run } = setUp();
    const parties = [500, 700, 1000, 1400, 1900, 2600]
      .slice(0, count)
      .map((hertz, i) => party(hertz, (i * 7) % 20, 4500));
    for (const each of parties) room.add(each.line);
    run(500);
    const matrix = parties.map((ear) => parties.map((mouth) => hears(ear, mouth.hertz)));
    expect(matrix).toEqual(parties.map((ear) => parties.map((mouth) => mouth !== ear)));
    const own = parties.map((each) => level(all(each, -10), each.hertz));
    expect(Math.max(...own)).toBeLessThan(150);
  });

  it('relays two, mixes from the third on, and relays again', () => {
    const { room, party, run, ticker } = setUp();
    const [a, b, c] = [party(500, 3), party(700, 11), party(1000, 17)];
    room.add(a.line);
    room.add(b.line);
    run(100);
    expect([room.mixing, ticker.size, [...b.sources]]).toEqual([false, 0, [a.line]]);
    room.add(c.line);
    run(100);
    expect([room.mixing, ticker.size]).toEqual([true, 1]);
    room.remove(c.line);
    run(100);
    expect([room.mixing, ticker.size, b.sources.size]).toEqual([false, 0, 2]);
  });

  it('makes no dip in anybody’s tone when a third comes and goes, wherever in the beat', () => {
    for (let offset = 0; offset < 20; offset++) {
      const { room, party, run } = setUp();
      const [a, b, c] = [party(500, offset), party(700, (offset * 3 + 5) % 20), party(1000, 10)];
      c.talking = false;
      room.add(a.line);
      room.add(b.line);
      run(200);
      for (let times = 0; times < 3; times++) {
        room.add(c.line);
        run(200 + offset);
        room.remove(c.line);
        run(200);
      }
      expect([offset, longestDip(all(a)), longestDip(all(b))]).toEqual([offset, 0, 0]);
      // Nothing said is lost, and nothing comes more than a frame late.
      for (const [ear, mouth] of [
        [a, b],
        [b, a],
      ] as const) {
        expect(ear.heard.length).toBeGreaterThanOrEqual(mouth.said);
        expect(ear.heard.length).toBeLessThanOrEqual(mouth.said + 9);
        const late = ear.times.slice(1).map((at, n) => at - (ear.times[n] ?? at));
        expect(Math.max(...late)).toBeLessThanOrEqual(40);
      }
    }
  });

  it('passes on every word of two legs of which one replaces the other at once, and mixes nothing', () => {
    for (let old = 0; old < 20; old++)
      for (let fresh = 0; fresh < 20; fresh += 3) {
        const { clock, room, party, run } = setUp();
        const [customer, leaving, coming] = [party(1000, 4), party(500, old), party(700, fresh)];
        room.add(customer.line);
        room.add(leaving.line);
        run(400);
        // The leg's first packet is what makes the switch take it in.
        while (clock.now() % 20 !== (fresh + 1) % 20) run(1);
        room.add(coming.line);
        run(6);
        room.remove(leaving.line);
        leaving.talking = false;
        run(400);
        const waits = customer.times.slice(1).map((at, i) => at - (customer.times[i] ?? at));
        // At most what was said between the old leg's last word and the fresh one's coming is missing.
        expect([old, fresh, Math.max(...waits)]).toEqual([old, fresh, expect.toSatisfy((ms: number) => ms <= 33)]);
        expect([...customer.sources]).toEqual([leaving.line, coming.line]);
      }
  });

  it('goes on without a dip while one leg of an agent replaces the other', () => {
    const { room, party, run } = setUp();
    const [customer, old, fresh] = [party(1000, 4), party(500, 9), party(500, 15)];
    room.add(customer.line);
    room.add(old.line);
    run(400);
    room.add(fresh.line);
    run(20);
    old.talking = false;
    old.line.gated = true;
    run(300);
    room.remove(old.line);
    run(400);
    expect(longestDip(all(customer))).toBeLessThanOrEqual(20);
    expect(longestDip(all(fresh))).toBe(0);
  });

  it('saturates instead of wrapping round', () => {
    const { room, party, run } = setUp();
    const parties = [party(500, 0, 30_000), party(500, 0, 30_000), party(700, 0, 10)];
    for (const each of parties) room.add(each.line);
    run(300);
    const heard = all(parties[2] as Party, -5);
    expect(Math.max(...heard)).toBe(32_767);
    expect(Math.min(...heard)).toBe(-32_768);
    let jump = 0;
    for (let i = 1; i < heard.length; i++) jump = Math.max(jump, Math.abs((heard[i] ?? 0) - (heard[i - 1] ?? 0)));
    expect(jump).toBeLessThan(20_000);
  });

  it('lets out nothing of who is gated or held, from that moment on', () => {
    for (const silence of [(line: Line) => void (line.gated = true), (line: Line) => line.hold(null)]) {
      const { room, party, run } = setUp();
      const [a, b, c] = [party(500, 3), party(700, 11), party(1000, 17)];
      for (const each of [a, b, c]) room.add(each.line);
      run(300);
      silence(a.line);
      b.heard.length = c.heard.length = 0;
      run(100);
      expect([level(all(b), 500), level(all(c), 500)].map((l) => l < 100)).toEqual([true, true]);
      expect([hears(b, 1000, 4), hears(c, 700, 4)]).toEqual([true, true]);
    }
  });

  it('plays to a party over the mix, and holds it with music', () => {
    const { room, party, run } = setUp();
    const clip: Clip = { frames: [new Int16Array(320).fill(5)], packets: [] };
    const parties = [party(500, 3), party(700, 11), party(1000, 17)];
    for (const each of parties) room.add(each.line);
    run(200);
    const [a] = parties as [Party];
    const playing = a.line.play(clip, true, () => undefined);
    a.heard.length = 0;
    run(200);
    expect(new Set(all(a))).toEqual(new Set([5]));
    playing.stop();
    run(100);
    expect(hears(a, 700, 4)).toBe(true);
    a.line.hold(clip);
    a.heard.length = 0;
    run(100);
    expect(new Set(all(a))).toEqual(new Set([5]));
  });

  it('brings nothing said elsewhere into a room', () => {
    const { ticker, room, party, run } = setUp();
    const other = new Room(ticker);
    const [a, b, c, d] = [party(500, 3), party(700, 11), party(1000, 0), party(1400, 5)];
    other.add(c.line);
    other.add(d.line);
    room.add(a.line);
    room.add(b.line);
    run(200);
    other.remove(c.line);
    c.talking = false;
    room.add(c.line);
    const from = a.heard.length;
    run(100);
    expect(level(all(a, from), 1000)).toBeLessThan(100);
  });

  it('sends nothing while nobody speaks', () => {
    const { room, party, run } = setUp();
    const parties = [party(500, 3), party(700, 11), party(1000, 17)];
    for (const each of parties) room.add(each.line);
    for (const each of parties) each.talking = false;
    run(200);
    expect(parties.map((each) => each.heard.length)).toEqual([0, 0, 0]);
  });
});

describe('Room with a supervisor', () => {
  const AGENT = 500;
  const CUSTOMER = 1000;
  const SUPERVISOR = 1900;
  const scene = () => {
    const made = setUp();
    const [agent, customer, supervisor] = [AGENT, CUSTOMER, SUPERVISOR].map((hertz, i) => made.party(hertz, i * 7));
    if (!agent || !customer || !supervisor) throw new Error('nobody');
    made.room.add(agent.line);
    made.room.add(customer.line);
    const ears = (): Record<string, number[]> =>
      Object.fromEntries(
        Object.entries({ agent, customer, supervisor }).map(([who, ear]) => [
          who,
          [AGENT, CUSTOMER, SUPERVISOR].filter((hertz) => hears(ear, hertz)),
        ]),
      );
    return { ...made, agent, customer, supervisor, ears };
  };
  const loudest = (heard: Int16Array[], hertz: number): number => Math.max(...heard.map((f) => level(f, hertz)));

  it('lets the one line hear who is limited to it, nobody who is limited to none', () => {
    const { room, run, ears, agent, supervisor } = scene();
    room.add(supervisor.line, null);
    run(400);
    expect(ears()).toEqual({ agent: [CUSTOMER], customer: [AGENT], supervisor: [AGENT, CUSTOMER] });
    room.add(supervisor.line, agent.line);
    run(400);
    expect(ears()).toEqual({ agent: [CUSTOMER, SUPERVISOR], customer: [AGENT], supervisor: [AGENT, CUSTOMER] });
    room.add(supervisor.line);
    run(400);
    expect(ears()).toEqual({
      agent: [CUSTOMER, SUPERVISOR],
      customer: [AGENT, SUPERVISOR],
      supervisor: [AGENT, CUSTOMER],
    });
  });

  it('never lets what was whispered out, not even what waited when the mode changed', () => {
    const { room, run, customer, agent, supervisor } = scene();
    run(100);
    const from = customer.heard.length;
    for (let times = 0; times < 20; times++) {
      room.add(supervisor.line, times % 3 === 0 ? null : agent.line);
      supervisor.talking = true;
      run(113 + times);
      supervisor.talking = false;
      room.add(supervisor.line, times % 2 === 0 ? undefined : null);
      run(150);
      if (times % 4 === 3) room.remove(supervisor.line);
    }
    expect(loudest(customer.heard.slice(from), SUPERVISOR)).toBeLessThan(1200);
  });

  it('keeps a whisper between two lines, and with nobody else there', () => {
    const { room, run, customer, agent, supervisor } = scene();
    room.remove(agent.line);
    room.add(supervisor.line, null);
    run(200);
    expect(room.mixing).toBe(false);
    expect(customer.heard.filter((frame) => level(frame, SUPERVISOR) > 1200)).toEqual([]);
    expect(hears(supervisor, CUSTOMER)).toBe(true);
    room.add(supervisor.line, customer.line);
    run(200);
    expect(hears(customer, SUPERVISOR)).toBe(true);
  });
});
