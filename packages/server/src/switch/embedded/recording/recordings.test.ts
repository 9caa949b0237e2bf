import { createFakeClock, createFakeLogger, createFakeRandom, settle } from '@callstation/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { readRecording } from '../../testing/read-recording.ts';
import { eventually } from '../../testing/eventually.ts';
import { level, toneSource } from '../../testing/tone-meter.ts';
import { LegTable } from '../leg-table.ts';
import type { Leg } from '../legs/leg.ts';
import { Line } from '../media/line.ts';
import { codecsOpen } from '../media/opus.ts';
import { pcmSound } from '../media/sound.ts';
import { Ticker } from '../media/ticker.ts';
import type { RecordingFile } from '../options.ts';
import { RoomTable } from '../room-table.ts';
import { type RecordingNews, Recordings } from './recordings.ts';

const SIDES = { left: ['agent'], right: ['customer'] };

/** A file in memory that a test can break. */
class MemoryFile implements RecordingFile {
  bytes = Buffer.alloc(0);
  closed = false;
  fail: Error | null = null;
  hold: Promise<void> | null = null;

  async write(bytes: Uint8Array, at: number): Promise<void> {
    await this.hold;
    if (this.fail) throw this.fail;
    const longer = Buffer.alloc(Math.max(this.bytes.length, at + bytes.length));
    longer.set(this.bytes);
    longer.set(bytes, at);
    this.bytes = longer;
  }

  async close(): Promise<void> {
    this.closed = true;
  }
}

const code = (name: string): Error => Object.assign(new Error(`${name}: no space`), { code: name });

function setUp(options: { create?: () => Promise<RecordingFile>; format?: 'ogg' | 'wav' } = {}) {
  const clock = createFakeClock();
  const ticker = new Ticker(clock);
  const rooms = new RoomTable(ticker, () => undefined);
  const legs = new LegTable();
  const file = new MemoryFile();
  const names: string[] = [];
  const news: RecordingNews[] = [];
  const logger = createFakeLogger();
  const recordings = new Recordings({
    ...{ ticker, rooms, legs, logger, random: createFakeRandom('r'), format: options.format ?? 'ogg' },
    create: async (name) => {
      names.push(name);
      return options.create ? await options.create() : file;
    },
    news: (one) => news.push(one),
  });
  const line = (id: string): Line => {
    const made = new Line({ hear: () => undefined }, ticker);
    const leg = { id, line: made, ring() {}, answer() {}, digits: async () => {}, hangup() {} } satisfies Leg;
    legs.add(leg);
    rooms.join('room', made);
    return made;
  };
  const [agent, customer] = [line('agent'), line('customer')];
  const [low, high] = [toneSource(440), toneSource(1000)];
  const talk = (ms: number): void => {
    for (let done = 0; done < ms; done += 20) {
      clock.advance(20);
      agent.say(pcmSound(low()));
      customer.say(pcmSound(high()));
    }
  };
  const of = <T extends RecordingNews['type']>(type: T) =>
    news.filter((one): one is Extract<RecordingNews, { type: T }> => one.type === type);
  return { clock, ticker, rooms, recordings, file, names, news, of, logger, talk };
}

/** The encoder has been made. */
const ready = (rig: ReturnType<typeof setUp>): Promise<unknown> =>
  eventually('the head of the file', () => rig.file.bytes.length > 0);

describe('recordings', () => {
  afterEach(() => {
    if (codecsOpen() > 0) throw new Error('A codec was left open.');
  });

  it('writes as it goes and keeps the clock', async () => {
    const rig = setUp();
    rig.recordings.record('rec', 'room', SIDES);
    await ready(rig);
    rig.talk(1300);
    await settle();
    // A second is on the disk, the next is in hand.
    expect((await readRecording(rig.file.bytes)).left.length).toBeGreaterThanOrEqual(15_900);
    rig.talk(1000);
    rig.recordings.stop('rec');
    await eventually('recorded', () => rig.of('recorded')[0]);
    const [done] = rig.of('recorded');
    expect(done).toEqual({ type: 'recorded', id: 'rec', file: rig.names[0], ms: 2300, bytes: rig.file.bytes.length });
    const { left, right } = await readRecording(rig.file.bytes);
    expect(left.length).toBe(2300 * 16);
    expect([level(left, 440) > 5000, level(right, 1000) > 5000]).toEqual([true, true]);
    expect([rig.file.closed, rig.recordings.size, rig.ticker.size]).toEqual([true, 0, 0]);
  });

  it('names a file so that nobody guesses it', async () => {
    const rig = setUp();
    rig.recordings.record('session-1', 'room', SIDES);
    await ready(rig);
    expect(rig.names[0]).not.toContain('session');
    expect(rig.of('recording')).toEqual([{ type: 'recording', id: 'session-1', file: rig.names[0] }]);
    await rig.recordings.stopAll();
  });

  it.each(['ENOSPC', 'EIO'])('stops with an alarm on %s, and what was written stays', async (name) => {
    const rig = setUp();
    rig.recordings.record('rec', 'room', SIDES);
    await ready(rig);
    rig.talk(1300);
    await settle();
    rig.file.fail = code(name);
    rig.talk(1000);
    await eventually('recorded', () => rig.of('recorded')[0]);
    expect(rig.news.map(({ type }) => type)).toEqual(['recording', 'recordingFailed', 'recorded']);
    expect(rig.of('recordingFailed')[0]?.error).toContain(name);
    expect(rig.logger.lines.filter(({ level: at }) => at === 'error').length).toBe(1);
    expect((await readRecording(rig.file.bytes)).left.length).toBeGreaterThanOrEqual(15_900);
    // Nothing listens in any more, and the two still talk.
    rig.talk(100);
    expect([rig.recordings.size, rig.ticker.size]).toEqual([0, 0]);
    rig.recordings.record('rec', 'room', SIDES);
    rig.recordings.stop('rec');
    expect(rig.of('recording').length).toBe(1);
  });

  it('says so when there can be no file at all', async () => {
    const rig = setUp({ create: () => Promise.reject(code('EACCES')) });
    rig.recordings.record('rec', 'room', SIDES);
    await eventually('the alarm', () => rig.of('recordingFailed')[0]);
    await rig.recordings.stopAll();
    expect(rig.news.map(({ type }) => type)).toEqual(['recordingFailed']);
  });

  it('does not fill the memory for a disk that hangs', async () => {
    const rig = setUp({ format: 'wav' });
    rig.recordings.record('rec', 'room', SIDES);
    await ready(rig);
    let release = (): void => {};
    rig.file.hold = new Promise((resolve) => (release = resolve));
    for (let second = 0; second < 40; second++) {
      rig.talk(1000);
      await settle();
    }
    expect(rig.of('recordingFailed')[0]?.error).toContain('too slow');
    release();
    await eventually('recorded', () => rig.of('recorded')[0]);
    expect(rig.file.bytes.length).toBeLessThan(40 * 64_000);
  });

  it('fills up what a process missed that stood still', async () => {
    const rig = setUp();
    rig.recordings.record('rec', 'room', SIDES);
    await ready(rig);
    rig.talk(500);
    rig.clock.advance(3000);
    rig.talk(500);
    rig.recordings.stop('rec');
    await eventually('recorded', () => rig.of('recorded')[0]);
    expect((await readRecording(rig.file.bytes)).left.length).toBe(4000 * 16);
  });
});
