import { createFakeClock, createFakeLogger, createFakeRandom } from '@callstation/testkit';
import { EventEmitter } from 'node:events';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, vi } from 'vitest';
import type { WebSocket } from 'ws';
import type { SocketLike } from '../packages/core/src/ports/index.ts';
import { createPageSip } from '../packages/core/src/sip/create-page-sip.ts';
import { createFakeMedia } from '../packages/core/src/sip/testing/fake-media.ts';
import type { SipCall } from '../packages/server/src/switch/embedded/sip/sip-call.ts';
import { SipConnection } from '../packages/server/src/switch/embedded/sip/sip-connection.ts';
import { fault, type Figures, LONG, NOWHERE } from './fault.ts';
import { type Fate, Wire } from './wire.ts';

const SEQUENCES = LONG ? 100 : 60;
const TURN_MS = 50;
/** RFC 3261's longest patience, with what may follow it. */
const ENOUGH_MS = 70_000;
const USER = 'page-1';
const NAME = 'callstation.invalid';

/** Who ends a call, and after how many turns; `nobody`: it goes on, until the next one takes its place. */
type Story = { ringing: number; ends: 'switch' | 'page' | 'both' | 'nobody'; after: number };
const stories: fc.Arbitrary<Story[]> = fc.array(
  fc.record({
    ringing: fc.nat(12),
    ends: fc.constantFrom('switch' as const, 'switch', 'page', 'both', 'nobody'),
    after: fc.nat(8),
  }),
  { minLength: 1, maxLength: 4 },
);
const fates = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constant([0]) },
    { weight: 4, arbitrary: fc.array(fc.nat(6), { minLength: 1, maxLength: 3 }) },
  ),
  { minLength: 4, maxLength: 16 },
);

/** What the switch was told of a call, in order. */
interface Told {
  call: SipCall;
  offer: string;
  news: string[];
  hungUp: boolean;
}

/** The switch's end of a SIP socket, and the page's, with a wire between. */
function openSocket(wire: Wire, connection: SipConnection): SocketLike {
  const page: SocketLike = {
    ...{ readyState: 0, onopen: null, onmessage: null, onclose: null, onerror: null },
    send: (text) => wire.carry(() => void far.emit('message', Buffer.from(text), false)),
    close: () => Object.assign(page, { readyState: 3 }),
  };
  const far = Object.assign(new EventEmitter(), {
    readyState: 1,
    send(text: string, done: () => void) {
      wire.carry(() => page.onmessage?.({ data: text }));
      done();
    },
    close: () => undefined,
    terminate: () => undefined,
  });
  queueMicrotask(() => {
    Object.assign(page, { readyState: 1 });
    connection.attach(far as unknown as WebSocket);
    page.onopen?.({} as never);
  });
  return page;
}

class Line {
  readonly wire: Wire;
  readonly clock = createFakeClock();
  readonly media = createFakeMedia();
  readonly calls: Told[] = [];
  readonly connection: SipConnection;
  /** Whether the page believes so. */
  registered = false;
  readonly sip;

  constructor(wire: Wire) {
    this.wire = wire;
    const { clock, media } = this;
    const [logger, credentials] = [createFakeLogger(), { username: USER, password: 'secret' }];
    this.connection = new SipConnection({ id: 'switch1', clock, logger, credentials, refused: () => {} });
    const account = { uri: `sip:${USER}@${NAME}`, url: `ws://${NAME}/sip?ticket=1`, expiresAt: 0, iceServers: [] };
    this.sip = createPageSip({
      ...{ media, clock, logger, random: createFakeRandom() },
      onFacts: (facts) => void (this.registered = facts.sip === 'registered'),
      account: async () => ({ ...account, ...credentials }),
      socket: () => openSocket(wire, this.connection),
    });
  }

  /** Also of the timers in sip.js, which are the platform's. */
  async turn(ms = TURN_MS): Promise<boolean> {
    const more = this.wire.turn();
    await arrive();
    this.clock.advance(ms);
    await vi.advanceTimersByTimeAsync(ms);
    await arrive();
    return more;
  }

  invite(): Told {
    const offer = `offer ${this.calls.length}`;
    const news: string[] = [];
    const call = this.connection.invite(offer, [`X-Callstation-Leg: leg${this.calls.length}`], {
      ringing: () => news.push('ringing'),
      accepted: () => news.push('accepted'),
      refused: (status) => news.push(`refused ${status}`),
      bye: ({ intent }) => news.push(`bye ${intent}`),
      digit: () => undefined,
    });
    const told = { call, offer, news, hungUp: false };
    this.calls.push(told);
    return told;
  }

  /** Whether the page has sound of that call. */
  atPage({ offer }: Told): boolean {
    return this.media.legs.some(({ asked, closed }) => !closed && asked.includes(offer));
  }

  async close(): Promise<void> {
    let closed = false;
    void this.sip.close().then(() => (closed = true));
    for (let n = 0; n < 40 && !closed; n++) await this.turn();
    if (!closed) throw new Error('The page does not close.');
    this.connection.dispose();
  }
}

/** What takes some turns of the event loop by itself. */
const arrive = async (): Promise<void> => {
  for (let n = 0; n < 2; n++) await new Promise((resolve) => setImmediate(resolve));
};

const isOver = ({ news }: Told): boolean => news.some((text) => /^(bye|refused)/u.test(text));
const isUp = (told: Told): boolean => told.news.includes('accepted') && !isOver(told) && !told.hungUp;

async function play(script: Story[], dealt: readonly Fate[]): Promise<number> {
  const line = new Line(new Wire(dealt));
  const { wire, sip, calls } = line;
  void sip.ready().catch(() => undefined);
  const isThere = (): boolean => line.registered && line.connection.reachable;
  // Doubled challenges may make a page try again; on a wire that is well it succeeds.
  for (let n = 0; n < 400 && !isThere(); n++) {
    wire.orderly = n > 40;
    await line.turn();
  }
  expect(isThere(), 'the page registers').toBe(true);
  wire.orderly = false;
  for (const { ringing, ends, after } of script) {
    const told = line.invite();
    for (let n = 0; n < ringing; n++) await line.turn();
    if (ends === 'page' || ends === 'both') void sip.hangup('call').catch(() => undefined);
    if (ends === 'switch' || ends === 'both') {
      told.hungUp = true;
      told.call.hangup();
    }
    for (let n = 0; n < after; n++) await line.turn();
  }
  wire.orderly = true;
  while (await line.turn());
  await line.turn(ENOUGH_MS / 2);
  while (await line.turn());
  await line.turn(ENOUGH_MS / 2);
  while (await line.turn());
  for (const told of calls) judge(line, told);
  const harmed = wire.harmed;
  await line.close();
  return harmed;
}

function judge(line: Line, told: Told): void {
  const { news, hungUp, offer } = told;
  const story = `${offer}: ${news.join()}${hungUp ? ', hung up' : ''}`;
  const finals = news.filter((text) => /^(bye|refused)/u.test(text));
  expect(finals.length, `${story}: ends twice`).toBeLessThanOrEqual(1);
  expect(news.filter((text) => text === 'accepted').length, `${story}: accepted twice`).toBeLessThanOrEqual(1);
  if (finals.length > 0) expect(news.at(-1), `${story}: something after the end`).toBe(finals[0]);
  expect(line.atPage(told), `${story}: the ends do not agree`).toBe(isUp(told));
  // A call nobody ended is there, unless the next one took its place.
  const meant = hungUp || isOver(told) || told !== line.calls.at(-1);
  expect(isUp(told) || meant, `${story}: lost`).toBe(true);
}

async function f23(): Promise<Figures> {
  let harmed = 0;
  await fc.assert(
    fc.asyncProperty(stories, fates, async (script, dealt) => {
      harmed += await play(script, dealt);
    }),
    { numRuns: SEQUENCES },
  );
  expect(harmed).toBeGreaterThan(SEQUENCES * 3);
  return { 'messages harmed': harmed };
}

describe('the SIP socket', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] }));
  afterEach(() => void vi.useRealTimers());
  fault(
    'F23',
    `SIP re-ordered and doubled: both ends agree on every call, ${SEQUENCES} sequences`,
    { ms: 180_000 },
    NOWHERE,
    f23,
  );
});
