import { createSocket, type Socket } from 'node:dgram';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { CallstationError } from '@callstation/core/protocol';
import { eventually, pause } from '../../testing/eventually.ts';
import { PageMedia } from '../../testing/page-media.ts';
import { quietLogger as logger, realClock as clock } from '../../testing/real-ports.ts';
import type { MediaLeg, MediaLegEvents } from './media-leg.ts';
import { createWeriftStack } from './werift-leg.ts';

const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((each) => each.close()));
});

function events(over: Partial<MediaLegEvents> = {}): MediaLegEvents {
  return { up() {}, packet() {}, digit() {}, down() {}, ...over };
}
function keep<T extends { close(): Promise<void> }>(each: T): T {
  closing.push(each);
  return each;
}
const ports = (sdp: string): number[] => [...sdp.matchAll(/^a=candidate:.* (\d+) typ host/gm)].map((m) => Number(m[1]));

function bind(port: number): Promise<Socket | null> {
  const socket = createSocket('udp4');
  return new Promise((resolve) => {
    socket.once('error', () => resolve(null));
    socket.bind(port, () => resolve(socket));
  });
}
/** The first of two UDP ports that are free next to each other. */
async function freePair(): Promise<number> {
  for (;;) {
    const first = await bind(0);
    const port = first?.address().port ?? 65_535;
    const second = port < 65_535 ? await bind(port + 1) : null;
    first?.close();
    second?.close();
    if (first && second) return port;
  }
}

describe('the werift leg', () => {
  it('offers its addresses on one port, the public one first, loopback last', async () => {
    const stack = createWeriftStack({ clock, logger, publicIp: '203.0.113.7' });
    const sdp = await keep(stack.create(events())).offer();
    const hosts = [...sdp.matchAll(/^a=candidate:\S+ 1 udp (\d+) (\S+) /gm)].map((m) => ({
      priority: Number(m[1]),
      host: m[2],
    }));
    expect(hosts[0]?.host).toBe('203.0.113.7');
    expect(hosts.at(-1)?.host).toBe('127.0.0.1');
    expect(hosts.map((h) => h.priority)).toEqual(hosts.map((h) => h.priority).toSorted((a, b) => b - a));
    expect(new Set(ports(sdp)).size).toBe(1);
    expect(sdp.indexOf('a=ice-lite')).toBeLessThan(sdp.indexOf('m=audio'));
  });

  it('keeps to its ports, and says so when there is none left', async () => {
    const from = await freePair();
    const stack = createWeriftStack({ clock, logger, rtpPorts: [from, from + 1] });
    const first = await keep(stack.create(events())).offer();
    const second = await keep(stack.create(events())).offer();
    expect([...new Set([...ports(first), ...ports(second)])].toSorted((a, b) => a - b)).toEqual([from, from + 1]);
    const error = await keep(stack.create(events()))
      .offer()
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CallstationError);
    expect(error).toMatchObject({ code: 'mediaFailed' });
    await Promise.all(closing.splice(0).map((each) => each.close()));
    expect(stack.open).toBe(0);
  });

  it('refuses an answer that is none', async () => {
    const stack = createWeriftStack({ clock, logger });
    const leg = keep(stack.create(events()));
    await leg.offer();
    for (const answer of ['', 'v=0\r\n', 'v=0\r\nm=audio 0 RTP/AVP 0\r\n', 'x'.repeat(20_000)])
      await expect(leg.accept(answer)).rejects.toMatchObject({ code: 'mediaFailed' });
  });

  it('does not believe a check without the password', async () => {
    const stack = createWeriftStack({ clock, logger });
    const leg = keep(stack.create(events()));
    const [port = 0] = ports(await leg.offer());
    const socket = createSocket('udp4');
    let answered = 0;
    socket.on('message', () => answered++);
    const request = Buffer.alloc(20);
    request.writeUInt16BE(1, 0);
    request.writeUInt32BE(0x2112a442, 4);
    for (const data of [request, Buffer.from('junk'), Buffer.alloc(0), Buffer.alloc(1500, 0x16)])
      await new Promise((resolve) => socket.send(data, port, '127.0.0.1', resolve));
    await pause(100);
    socket.close();
    expect(answered).toBe(0);
    expect(leg.heardAt).toBe(0);
  });

  it('connects time after time, and leaves nothing', async () => {
    const stack = createWeriftStack({ clock, logger });
    await stack.prepare();
    for (let round = 0; round < 10; round++) {
      let up = false;
      const leg: MediaLeg = stack.create(events({ up: () => (up = true) }));
      const page = await PageMedia.create();
      await leg.accept(await page.answer(await leg.offer()));
      await eventually(`round ${round}`, () => up && page.state === 'connected', 1500);
      await Promise.all([leg.close(), page.close()]);
    }
    expect(stack.open).toBe(0);
  });

  it('goes down once when the page closes its connection', async () => {
    const stack = createWeriftStack({ clock, logger });
    let [up, down] = [0, 0];
    const leg = keep(stack.create(events({ up: () => void up++, down: () => void down++ })));
    const page = await PageMedia.create();
    await leg.accept(await page.answer(await leg.offer()));
    await eventually('up', () => up === 1 && page.state === 'connected');
    await page.close();
    await pause(200);
    expect(up).toBe(1);
    expect(down).toBeLessThanOrEqual(1);
  });

  it('runs on a machine that has no address but loopback', async () => {
    const own = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
    expect(own.some((address) => address.internal)).toBe(true);
    const stack = createWeriftStack({ clock, logger, interfaces: () => ({ lo: own.filter((a) => a.internal) }) });
    let up = false;
    const leg = keep(stack.create(events({ up: () => (up = true) })));
    const offer = await leg.offer();
    expect([...offer.matchAll(/ udp \d+ (\S+) /g)].map((m) => m[1])).toEqual(['127.0.0.1']);
    const page = keep(await PageMedia.create());
    await leg.accept(await page.answer(offer));
    await eventually('up', () => up);
  });
});
