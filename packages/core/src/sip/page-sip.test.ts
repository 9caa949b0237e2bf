import { createFakeClock, createFakeLogger, createFakeRandom, type FakeClock } from '@callstation/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CallstationError, type SipAccount } from '../protocol/index.ts';
import { createPageSip } from './create-page-sip.ts';
import type { PageSip } from './page-sip.types.ts';
import { FakeCentre } from './testing/fake-centre.ts';
import { createFakeMedia, type FakeMedia } from './testing/fake-media.ts';
import { answered, arrive } from './testing/sip-bench.ts';

let centre: FakeCentre;
let clock: FakeClock;
let media: FakeMedia;
let sip: PageSip;
let facts: string[];
let listen: boolean;
let account: () => Promise<SipAccount>;

beforeEach(() => {
  centre = new FakeCentre();
  clock = createFakeClock();
  media = createFakeMedia();
  facts = [];
  listen = false;
  account = async () => centre.account();
  sip = createPageSip({
    media,
    clock,
    logger: createFakeLogger(),
    random: createFakeRandom(),
    account: () => account(),
    mayListen: () => listen,
    onFacts: (fact) => facts.push(fact.sip),
    socket: centre.open,
  });
});
afterEach(async () => {
  await closing(sip.close());
  centre.close();
});

const closing = async (end: Promise<void>): Promise<void> => {
  await arrive();
  clock.advance(500);
  await end;
};

describe('registration', () => {
  it('opens nothing before the first need, then registers once for all who wait', async () => {
    expect(centre.urls).toEqual([]);
    await Promise.all([sip.ready(), sip.ready()]);
    await sip.ready();
    expect(centre.urls).toEqual(['ws://centre.invalid/sip?ticket=1']);
    expect(centre.registers.map(({ authorized }) => authorized)).toEqual([false, true]);
    expect(facts).toEqual(['registering', 'registered']);
  });

  it('is renewed before it ends', async () => {
    await sip.ready();
    clock.advance(600_000 * 0.8);
    await arrive();
    expect(centre.registers).toHaveLength(4);
    expect(facts).toEqual(['registering', 'registered']);
  });

  it('rejects network when refused, and tries again by itself', async () => {
    centre.registerStatus = 403;
    await expect(sip.ready()).rejects.toMatchObject({ code: 'network', message: expect.stringContaining('403') });
    expect(facts).toEqual(['registering', 'lost']);
    centre.registerStatus = null;
    clock.advance(250);
    await arrive();
    expect(facts.at(-1)).toBe('registered');
  });

  it('rejects timeout when the centre says nothing', async () => {
    centre.registerStatus = 0;
    const ready = sip.ready();
    await Promise.all([
      expect(ready).rejects.toMatchObject({ code: 'timeout' }),
      arrive().then(() => clock.advance(4000)),
    ]);
  });

  it('does not insist where the account itself is refused', async () => {
    account = () => Promise.reject(new CallstationError('unauthorized'));
    await expect(sip.ready()).rejects.toMatchObject({ code: 'unauthorized' });
    expect(clock.pending).toBe(0);
  });

  it('refuses an account without a valid address', async () => {
    account = async () => ({ ...centre.account(), uri: 'not a uri' });
    await expect(sip.ready()).rejects.toMatchObject({ code: 'network' });
  });
});

describe('an INVITE', () => {
  beforeEach(() => sip.ready());

  it('of the centre is answered at once, with its ice servers', async () => {
    const leg = centre.invite();
    expect(await answered(leg)).toBe('answer to offer');
    expect(media.legs[0]?.asked).toEqual(['audio fresh', 'offer']);
    expect(media.iceServers).toEqual([[{ urls: ['stun:centre.invalid'] }]]);
  });

  it('of anybody else is refused and touches no media', async () => {
    expect(await centre.invite([]).outcome).toMatchObject({ status: 403 });
    expect(media.legs).toEqual([]);
  });

  it('without a microphone is refused with the reason', async () => {
    media.refuse = new CallstationError('mediaDenied');
    expect(await centre.invite().outcome).toEqual({ status: 480, reason: 'mediaDenied' });
  });

  it('that brings a call back is answered without one, and waits a second for an open prompt', async () => {
    listen = true;
    media.refuse = new CallstationError('mediaDenied');
    expect(await answered(centre.invite())).toBe('answer to offer');
    media.refuse = null;
    media.prompt = new Promise(() => undefined);
    const second = centre.invite();
    await arrive();
    expect(media.legs).toHaveLength(1);
    clock.advance(1000);
    expect(await answered(second)).toBe('answer to offer');
    media.prompt = null;
    await answered(centre.invite());
    expect(media.legs.map(({ asked }) => asked[0])).toEqual([
      'audio fresh listen',
      'audio fresh listen',
      'audio fresh',
    ]);
  });

  it('that is taken back while it is being answered leaves nothing open', async () => {
    let open: () => void = () => undefined;
    media.gate = new Promise((resolve) => (open = resolve));
    const leg = centre.invite();
    await arrive();
    leg.cancel();
    expect(await leg.outcome).toMatchObject({ status: 487 });
    open();
    await arrive();
    expect(media.legs.map(({ closed }) => closed)).toEqual([true]);
  });

  it('in the dialog is answered on the same leg', async () => {
    const leg = centre.invite();
    await answered(leg);
    expect(await leg.reinvite('offer again')).toBe('answer to offer again');
    expect(media.legs).toHaveLength(1);
  });

  it('that follows another takes over: the old leg ends after the new one is up', async () => {
    const first = centre.invite();
    await answered(first);
    const second = centre.invite(['X-Callstation-Leg: leg2'], { sdp: 'second' });
    expect(await answered(second)).toBe('answer to second');
    await arrive();
    expect(media.legs.map(({ closed }) => closed)).toEqual([false, false]);
    clock.advance(1500);
    expect(await first.ended).toEqual({ intent: undefined });
    expect(media.legs.map(({ closed }) => closed)).toEqual([true, false]);
  });

  it('that fails leaves the leg before it alone', async () => {
    await answered(centre.invite());
    media.refuse = new CallstationError('mediaBusy');
    expect(await centre.invite(['X-Callstation-Leg: leg2']).outcome).toMatchObject({ reason: 'mediaBusy' });
    clock.advance(5000);
    await arrive();
    expect(media.legs.map(({ closed }) => closed)).toEqual([false]);
  });
});

describe('the end of a leg', () => {
  beforeEach(() => sip.ready());

  it('by the centre closes the media', async () => {
    const leg = centre.invite();
    await answered(leg);
    leg.bye();
    await arrive();
    expect(media.legs[0]?.closed).toBe(true);
    await sip.hangup('s1');
  });

  it('by the agent says so, and silences in the same task', async () => {
    const leg = centre.invite();
    await answered(leg);
    const done = sip.hangup('s1');
    expect(media.legs[0]?.closed).toBe(true);
    await done;
    expect(await leg.ended).toEqual({ intent: 'hangup' });
  });

  it('by close() says nothing of a hang-up, gives the binding back, and leaves no alarm', async () => {
    const leg = centre.invite();
    await answered(leg);
    const closed = sip.close();
    expect(media.legs[0]?.closed).toBe(true);
    await closed;
    expect(await leg.ended).toEqual({ intent: undefined });
    expect(centre.registers.at(-1)?.expires).toBe('0');
    expect(clock.pending).toBe(0);
    expect(facts.at(-1)).toBe('off');
    await expect(sip.ready()).rejects.toMatchObject({ code: 'invalidState' });
  });

  it('close() does not wait longer than half a second for a silent centre', async () => {
    centre.registerStatus = 0;
    const closed = sip.close();
    await arrive();
    clock.advance(500);
    await closed;
    expect(clock.pending).toBe(0);
  });
});

describe('mute', () => {
  it('reaches the leg in the same task, and one still to come', async () => {
    await sip.ready();
    await answered(centre.invite());
    sip.setMuted(true);
    expect(media.legs[0]?.muted).toBe(true);
    await answered(centre.invite(['X-Callstation-Leg: leg2']));
    expect(media.legs[1]?.muted).toBe(true);
    sip.setMuted(false);
    expect(media.legs.map(({ muted }) => muted)).toEqual([false, false]);
  });
});

describe('a lost socket', () => {
  beforeEach(() => sip.ready());

  it('is replaced with a fresh ticket while the dialog lives on', async () => {
    const leg = centre.invite();
    await answered(leg);
    centre.drop();
    expect(facts.at(-1)).toBe('lost');
    clock.advance(250);
    await arrive();
    expect(facts.at(-1)).toBe('registered');
    expect(centre.urls).toHaveLength(2);
    expect(new Set(centre.urls).size).toBe(2);
    expect(media.legs[0]?.closed).toBe(false);
    expect(await leg.reinvite('after')).toBe('answer to after');
    leg.bye();
    await arrive();
    expect(media.legs[0]?.closed).toBe(true);
  });

  it('backs off, and starts over once it was back', async () => {
    centre.refusing = true;
    centre.drop();
    const tries: number[] = [];
    for (let second = 0; second < 16; second++) {
      clock.advance(1000);
      await arrive();
      tries.push(centre.urls.length);
    }
    expect(tries.at(-1)).toBeLessThan(8);
    expect(tries.at(-1)).toBeGreaterThan(4);
    centre.refusing = false;
    await sip.ready();
    const count = centre.urls.length;
    centre.drop();
    clock.advance(250);
    await arrive();
    expect(centre.urls).toHaveLength(count + 1);
  });

  it('is replaced at once for one who needs it', async () => {
    centre.drop();
    await sip.ready();
    expect(facts.at(-1)).toBe('registered');
  });

  it('in the middle of a REGISTER does not wait for its answer', async () => {
    centre.registerStatus = 0;
    centre.drop();
    clock.advance(250);
    await arrive();
    centre.drop();
    await arrive();
    centre.registerStatus = null;
    clock.advance(500);
    await arrive();
    expect(facts.at(-1)).toBe('registered');
  });

  it('is brought back for a hang-up, so that the centre hears of it', async () => {
    const leg = centre.invite();
    await answered(leg);
    centre.drop();
    const done = sip.hangup('s1');
    expect(media.legs[0]?.closed).toBe(true);
    await done;
    expect(await leg.ended).toEqual({ intent: 'hangup' });
  });

  it('that stays lost fails the hang-up, though the page is silent', async () => {
    const leg = centre.invite();
    await answered(leg);
    centre.refusing = true;
    centre.drop();
    const done = sip.hangup('s1');
    await Promise.all([
      expect(done).rejects.toMatchObject({ code: 'network' }),
      arrive().then(() => clock.advance(2000)),
    ]);
    expect(media.legs[0]?.closed).toBe(true);
  });

  it('with another account behind it drops the legs of the old one', async () => {
    await answered(centre.invite());
    account = async () => centre.account('page2');
    centre.drop();
    clock.advance(250);
    await arrive();
    expect(media.legs[0]?.closed).toBe(true);
    expect(await answered(centre.invite())).toBe('answer to offer');
  });
});

describe('bad messages', () => {
  it.each([
    ['rubbish', 'rubbish'],
    ['a keep-alive', '\r\n\r\n'],
    ['binary', new ArrayBuffer(8)],
    ['an INVITE without a Via', 'INVITE sip:page1@x SIP/2.0\r\nX-Callstation-Leg: 1\r\n\r\n'],
    ['broken headers', 'INVITE sip:page1@x SIP/2.0\r\nVia: \r\nFrom: <\r\nTo: >\r\nCSeq: x\r\nCall-ID:\r\n\r\n'],
    ['a response to nothing', 'SIP/2.0 200 OK\r\nVia: SIP/2.0/WS x;branch=z9hG4bK1\r\nCSeq: 1 BYE\r\n\r\n'],
    ['Replaces without a dialog', replaces('a;to-tag=1;from-tag=2')],
    ['Replaces without tags', replaces('a')],
  ])('%s neither throws nor stops the next INVITE', async (_name, data) => {
    await sip.ready();
    centre.send(data);
    await arrive();
    expect(await answered(centre.invite())).toBe('answer to offer');
    expect(facts).toEqual(['registering', 'registered']);
  });
});

function replaces(value: string): string {
  const lines = [
    'INVITE sip:page1@centre.invalid SIP/2.0',
    'Via: SIP/2.0/WS c.invalid;branch=z9hG4bK77',
    'Max-Forwards: 70',
  ];
  lines.push('From: <sip:c@c.invalid>;tag=1', 'To: <sip:page1@centre.invalid>', 'Call-ID: 77', 'CSeq: 1 INVITE');
  lines.push('Contact: <sip:c@c.invalid>', 'X-Callstation-Leg: 1', `Replaces: ${value}`, 'Content-Length: 0', '', '');
  return lines.join('\r\n');
}
