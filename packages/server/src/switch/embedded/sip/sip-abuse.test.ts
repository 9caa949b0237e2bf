import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createFakeLogger } from '@callstation/testkit';
import { createEmbeddedRig, type EmbeddedRig } from '../../testing/embedded-rig.ts';
import { eventually } from '../../testing/eventually.ts';
import { PagePhone } from '../../testing/page-phone.ts';

let rig: EmbeddedRig;
let logger: ReturnType<typeof createFakeLogger>;
beforeEach(async () => {
  logger = createFakeLogger();
  rig = await createEmbeddedRig({ logger });
});
afterEach(() => rig.stop());

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));
const told = (what: string): number =>
  logger.lines.filter(({ level, data }) => level === 'warn' && data?.['what'] === what).length;

/** A REGISTER as a stranger would write it. */
function register(options: { to: string; from?: string; contact: string; n?: number }): string {
  const { to, from = to, contact, n = 1 } = options;
  return [
    'REGISTER sip:callstation.invalid SIP/2.0',
    `Via: SIP/2.0/WS x.invalid;branch=z9hG4bK${n}`,
    'Max-Forwards: 70',
    `From: <sip:${from}@callstation.invalid>;tag=t${n}`,
    `To: <sip:${to}@callstation.invalid>`,
    `Call-ID: call${n}`,
    'CSeq: 1 REGISTER',
    `Contact: ${contact}`,
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
}

describe('X12: a page that would be another', () => {
  /** What it is answered, with its own password, when its messages are changed so. */
  async function registerAs(
    change: (text: string, theirs: string) => string,
  ): Promise<{ status: number; phone: PagePhone }> {
    const victim = await rig.page('victim');
    const account = await rig.port.openPage('attacker');
    const theirs = (await rig.port.openPage('victim')).username;
    const phone = new PagePhone(rig.base, account);
    phone.rewrites = (text) => change(text, theirs);
    await phone.connect();
    const status = await phone.register();
    // Nothing has changed for the other: they are called, and the attacker is not.
    await rig.port.dial('leg', { page: 'victim', media: 'audio' }, { timeoutMs: 5000, earlyMedia: false });
    await eventually('the victim is called', () => victim.legs.length === 1);
    expect(phone.legs).toEqual([]);
    return { status, phone };
  }

  it('registers as another user: 403, logged, counted', async () => {
    const { status, phone } = await registerAs((text, theirs) => text.replace(/^(To: <sip:)[^@]+/mu, `$1${theirs}`));
    expect([status, told('user'), rig.port.debug().refused.user]).toEqual([403, 1, 1]);
    await phone.close();
  });

  it('says it is another user: 403, logged, counted', async () => {
    const { status, phone } = await registerAs((text, theirs) =>
      text.replace(/^(From: .*<sip:)[^@]+/mu, `$1${theirs}`),
    );
    expect([status, told('user'), rig.port.debug().refused.user]).toEqual([403, 1, 1]);
    await phone.close();
  });

  it('registers the contact of another: 403, logged, counted', async () => {
    const { status, phone } = await registerAs((text, theirs) =>
      text.replace(/^(Contact: <sip:)[^@]+/mu, `$1${theirs}`),
    );
    expect([status, told('contact'), rig.port.debug().refused.contact]).toEqual([403, 1, 1]);
    await phone.close();
  });

  it('registers another’s contact beside its own: refused', async () => {
    const { status, phone } = await registerAs((text, theirs) =>
      text.replace(/^Contact: (.*)$/mu, `Contact: $1\r\nContact: <sip:${theirs}@x.invalid>`),
    );
    expect(status).toBe(400);
    await phone.close();
  });
});

describe('X11: a REGISTER flood of 1,000 a second', () => {
  const PEERS = 8;
  /** What registering takes the others, who do it all the time; milliseconds. */
  async function others(phones: readonly PagePhone[], isOver: () => boolean): Promise<number[]> {
    const took: number[] = [];
    const one = async (phone: PagePhone): Promise<void> => {
      while (!isOver()) {
        const from = performance.now();
        expect(await phone.register()).toBe(200);
        took.push(performance.now() - from);
        // Two messages each, of twenty a second.
        await pause(150);
      }
    };
    await Promise.all(phones.map(one));
    return took;
  }
  const quantile = (took: readonly number[], p: number): number =>
    took.toSorted((a, b) => a - b)[Math.floor(took.length * p)] ?? 0;

  /** Sends 3,000 in 3 s; with a new ticket whenever its socket is closed. */
  async function flood(): Promise<{ seconds: number; answered: number }> {
    const from = performance.now();
    let [sent, answered] = [0, 0];
    while (sent < 3000) {
      // Tickets come over the control socket, which lets 50 requests a second through.
      await pause(20);
      const { url, username } = await rig.port.openPage('flooder');
      const socket = new WebSocket(rig.base + url, 'sip');
      socket.on('error', () => undefined);
      socket.on('message', (data) => void (String(data).startsWith('SIP/2.0') && answered++));
      await new Promise((resolve) => socket.once('open', resolve));
      while (sent < 3000 && socket.readyState === WebSocket.OPEN) {
        for (let n = 0; n < 50 && sent < performance.now() - from; n++)
          socket.send(register({ to: username, contact: `<sip:${username}@x.invalid>`, n: ++sent }));
        await pause(10);
      }
    }
    return { seconds: (performance.now() - from) / 1000, answered };
  }

  it('is limited, over new sockets too, and nobody else waits longer than 100 ms', { timeout: 60_000 }, async () => {
    const phones = await Promise.all(Array.from({ length: PEERS }, (_, n) => rig.page(`p${n}`)));
    const quietly = async (): Promise<number[]> => {
      const until = performance.now() + 2000;
      return others(phones, () => performance.now() > until);
    };
    const before = await quietly();
    let isOver = false;
    const flooded = flood().finally(() => (isOver = true));
    const took = await others(phones, () => isOver);
    const { seconds, answered } = await flooded;
    // A burst of 60, then twenty a second: for all its sockets together.
    expect(answered).toBeGreaterThanOrEqual(50);
    expect(answered).toBeLessThanOrEqual(60 + 20 * (seconds + 1));
    const { flood: cut } = rig.port.debug().refused;
    expect(cut).toBeGreaterThan(1);
    expect(told('flood')).toBe(cut);
    // What else this machine does is in all of them; on a quiet one the last is below 100.
    const quiet = [...before, ...(await quietly())];
    expect(quantile(took, 0.5)).toBeLessThan(100 + 2 * quantile(quiet, 0.5));
    expect(quantile(took, 0.99)).toBeLessThan(100 + 6 * quantile(quiet, 0.99));
    expect(phones.every(({ open }) => open)).toBe(true);
  });
});

describe('X15: a page that would send a call elsewhere by REFER', () => {
  it.each([
    ['a premium number', 'sip:+19002345678@callstation.invalid;user=phone'],
    ['a foreign number', 'sip:+252612345678@callstation.invalid'],
    ['the switch itself', 'sip:switch@callstation.invalid'],
    ['an address inside', 'sip:admin@127.0.0.1:5038'],
    ['a colleague it may call', 'sip:10001@callstation.invalid'],
  ])('to %s is refused, counted and logged, in a dialog and outside; the call goes on', async (_what, target) => {
    const phone = await rig.page('p1');
    await rig.port.dial('leg', { page: 'p1', media: 'audio' }, { timeoutMs: 5000, earlyMedia: false });
    await eventually('answered', () => rig.events.some(({ type }) => type === 'answered'));
    expect(await phone.refer(target)).toBe(403);
    phone.raw(
      register({ to: 'switch', contact: '<sip:x@x.invalid>', n: 7 })
        .replaceAll('REGISTER', 'REFER')
        .replace('Contact:', `Refer-To: <${target}>\r\nContact:`),
    );
    await eventually('both are counted', () => rig.port.debug().refused.refer === 2);
    await eventually('it is answered', () =>
      phone.received.some((text) => text.startsWith('SIP/2.0 403') && text.includes('call7')),
    );
    expect(told('refer')).toBe(2);
    expect(rig.events.filter(({ type }) => type === 'referred' || type === 'ended')).toEqual([]);
    expect(rig.port.debug().legs).toBe(1);
  });
});

describe('X15: a REFER to what the parser does not know', () => {
  it.each(['tel:+19002345678', '', 'x'.repeat(5000)])('%j changes nothing', async (target) => {
    const phone = await rig.page('p1');
    await rig.port.dial('leg', { page: 'p1', media: 'audio' }, { timeoutMs: 5000, earlyMedia: false });
    await eventually('answered', () => rig.events.some(({ type }) => type === 'answered'));
    void phone.refer(target);
    expect(await phone.info('5')).toBe(200);
    expect(rig.events.filter(({ type }) => type === 'referred' || type === 'ended')).toEqual([]);
  });
});

describe('X26: keys by INFO', () => {
  it('that are none are refused, those that are get through, and a flood is cut off', { timeout: 20_000 }, async () => {
    const phone = await rig.page('p1');
    await rig.port.dial('leg', { page: 'p1', media: 'audio' }, { timeoutMs: 5000, earlyMedia: false });
    await eventually('answered', () => rig.events.some(({ type }) => type === 'answered'));
    const digits = (): string => rig.events.flatMap((e) => (e.type === 'digit' ? [e.digit] : [])).join('');
    for (const bad of ['5'.repeat(10_000), 'E', '', '5\r\nDuration=0', '5\r\nDuration=-1', '５'])
      expect([bad.slice(0, 20), await phone.info(bad)]).toEqual([bad.slice(0, 20), 400]);
    expect(digits()).toBe('');
    expect(await phone.info('5')).toBe(200);
    await eventually('the key', () => digits() === '5');
    for (let n = 0; n < 200; n++) void phone.info('6');
    await eventually('the flood is cut off', () => !phone.open);
    expect(digits().length).toBeLessThanOrEqual(80);
    expect(rig.port.debug().refused.flood).toBe(1);
  });
});
