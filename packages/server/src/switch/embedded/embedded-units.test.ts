import { NO_INTENT, readIntent } from './sip/page-intent.ts';
import { describe, expect, it } from 'vitest';
import { createFakeClock } from '@callstation/testkit';
import { headerLines } from './dialling.ts';
import { endOfBye, endOfRefusal } from './legs/page-ends.ts';
import type { Clip } from './media/clip.ts';
import { Line } from './media/line.ts';
import { Ticker } from './media/ticker.ts';
import { Plays } from './plays.ts';
import { RecentIds } from './recent-ids.ts';
import { RoomTable } from './room-table.ts';

const clip: Clip = {
  frames: [new Int16Array(320), new Int16Array(320)],
  packets: [new Uint8Array(1), new Uint8Array(1)],
};

function setUp() {
  const clock = createFakeClock();
  const ticker = new Ticker(clock);
  const heard: number[] = [0, 0, 0];
  const line = (i: number): Line => new Line({ hear: () => void (heard[i] = (heard[i] ?? 0) + 1) }, ticker);
  const played: string[] = [];
  return {
    clock,
    ticker,
    heard,
    lines: [line(0), line(1), line(2)] as const,
    played,
    plays: new Plays((id) => played.push(id)),
  };
}

describe('Plays', () => {
  it('ends a sound in a room once, for all its lines', () => {
    const { clock, lines, heard, played, plays } = setUp();
    plays.start('p', clip, false, lines.slice(0, 2), 'room');
    clock.advance(100);
    expect([played, heard, plays.size, clock.pending]).toEqual([['p'], [2, 2, 0], 0, 0]);
    expect(plays.knows('p')).toBe(true);
  });

  it('is heard by who joins the room, no more by who left it, and ends with the last', () => {
    const { clock, lines, heard, played, plays } = setUp();
    plays.start('p', clip, true, [lines[0]], 'room');
    plays.joined('other', lines[2]);
    plays.joined('room', lines[1]);
    clock.advance(100);
    expect(heard).toEqual([5, 5, 0]);
    plays.left('room', lines[0]);
    clock.advance(100);
    expect(heard).toEqual([5, 10, 0]);
    plays.left(null, lines[1]);
    expect([plays.size, clock.pending, played]).toEqual([0, 0, []]);
  });

  it('may be stopped before it was started', () => {
    const { plays } = setUp();
    plays.stop('p');
    expect(plays.knows('p')).toBe(true);
  });
});

describe('RoomTable', () => {
  it('is made by the first, ended by the last, and moves a line', () => {
    const { lines, ticker } = setUp();
    const rooms = new RoomTable(ticker, () => {});
    rooms.join('a', lines[0]);
    rooms.join('a', lines[0]);
    rooms.join('a', lines[1]);
    rooms.join('b', lines[0]);
    expect([rooms.size, rooms.roomOf(lines[0]), rooms.lines('a')?.size]).toEqual([2, 'b', 1]);
    rooms.leave(lines[0]);
    rooms.leave(lines[0]);
    rooms.leave(lines[1]);
    expect([rooms.size, rooms.lines('a')]).toEqual([0, null]);
  });
});

describe('small rules', () => {
  it('remembers the last ids only', () => {
    const ids = new RecentIds(2);
    for (const id of ['a', 'b', 'a', 'c']) ids.add(id);
    expect(['a', 'b', 'c'].map((id) => ids.has(id))).toEqual([true, false, true]);
  });

  it('writes headers that are headers', () => {
    expect(headerLines({ 'X-A': 'b', 'x-callstation-leg': 'mine' })).toEqual(['X-A: b']);
    for (const headers of [{ Via: 'x' }, { 'X-A': 'b\nX-C: d' }, { 'X-A\r\nB': 'c' }, { 'X-A': 'é' }] as Record<
      string,
      string
    >[])
      expect(() => headerLines(headers)).toThrowError(expect.objectContaining({ code: 'invalidArgument' }));
  });

  it('reads which session a page means, and nothing from what cannot be read', () => {
    const read = (session?: string) =>
      readIntent({ getHeader: (name) => (name === 'X-Callstation-Session' ? session : ' hangup ') });
    expect(read('a%2Fb')).toEqual({ intent: 'hangup', session: 'a/b' });
    for (const wrong of [undefined, ' ', '%', '%ff', 'x'.repeat(129)])
      expect(read(wrong)).toEqual({ intent: 'hangup', session: null });
  });

  it('knows what a refusal and a BYE mean', () => {
    expect([486, 480, 603, 500].map((status) => endOfRefusal(status, NO_INTENT).reason)).toEqual([
      'busy',
      'unreachable',
      'rejected',
      'systemError',
    ]);
    const by = (intent: string | null) => endOfBye({ intent, session: null }).reason;
    expect(endOfRefusal(603, { intent: 'hangup', session: 's' })).toEqual({ reason: 'localHangup', by: 'agent' });
    expect([by('hangup'), by(null), by('HANGUP')]).toEqual(['localHangup', 'networkLost', 'networkLost']);
  });
});
