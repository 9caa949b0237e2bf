import { createFakeClock } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';
import { quietLogger } from '../../testing/real-ports.ts';
import type { VirtualLegEvent } from '../../trunk.ts';
import { ArrivalClock } from '../media/arrival-clock.ts';
import type { Sound } from '../media/sound.ts';
import { Line } from '../media/line.ts';
import { Room } from '../media/room.ts';
import { Ticker } from '../media/ticker.ts';
import { VirtualEnd } from './virtual-end.ts';

function customer() {
  const clock = createFakeClock();
  const ticker = new Ticker(clock);
  const options = { id: 'c', clock, logger: quietLogger, ticker, earlyMedia: false, news: () => undefined };
  const end = new VirtualEnd({ ...options, direction: 'in' });
  const room = new Room(ticker);
  const places: (number | undefined)[] = [];
  end.trunkLeg().on((event: VirtualLegEvent) => {
    if ('audio' in event) places.push(event.at);
  });
  end.answer();
  room.add(end.line);
  /** A page whose packets count by themselves from `timestamp`. */
  const page = (timestamp: number) => {
    const line = new Line({ hear: () => undefined }, ticker);
    const arrivals = new ArrivalClock();
    let sequence = 0;
    return {
      line,
      say(): void {
        const packet = { payload: new Uint8Array(1), sequence: sequence++, timestamp: (timestamp += 960) };
        const at = arrivals.due(packet.timestamp, clock.now());
        const sound: Sound = { packet, at, pcm: () => [new Int16Array(320).fill(1)] };
        line.say(sound);
      },
    };
  };
  return { clock, room, places, page };
}
const steps = (places: readonly (number | undefined)[]): number[] => {
  const told = places.filter((place) => place !== undefined);
  return told.slice(1).map((place, i) => place - (told[i] ?? 0));
};

describe('the places of what a customer hears', () => {
  it('have no hole while packets only come late, and none for the silence put in', () => {
    const { clock, room, places, page } = customer();
    const { line, say } = page(5000);
    room.add(line);
    for (const wait of [20, 20, 200, 0, 0, 20, 20]) {
      say();
      clock.advance(wait);
    }
    expect(steps(places)).toEqual([20, 20, 20, 20, 20, 20]);
    expect(places.filter((place) => place === undefined).length).toBeGreaterThan(3);
  });

  it('tell what is missing when another leg takes over', () => {
    const { clock, room, places, page } = customer();
    const [old, fresh] = [page(5000), page(9_000_000)];
    room.add(old.line);
    for (let i = 0; i < 5; i++) {
      old.say();
      clock.advance(20);
    }
    room.add(fresh.line);
    room.remove(old.line);
    clock.advance(7);
    for (let i = 0; i < 3; i++) {
      fresh.say();
      clock.advance(20);
    }
    expect(steps(places)).toEqual([20, 20, 20, 20, 27, 20, 20]);
  });
});
