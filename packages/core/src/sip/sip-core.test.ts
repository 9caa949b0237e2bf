import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answered, arrive, openSipBench, type SipBench } from './testing/sip-bench.ts';

let bench: SipBench;

beforeEach(() => {
  bench = openSipBench();
});
afterEach(() => bench.close());

/** A request of the centre outside a dialog, but for a To tag that names one. */
function request(method: string, callId = 'call1', toTag = ''): string {
  const lines = [
    `${method} sip:page1@centre.invalid SIP/2.0`,
    `Via: SIP/2.0/WS c.invalid;branch=z9hG4bK${method}`,
    'Max-Forwards: 70',
    'From: <sip:c@c.invalid>;tag=1',
    `To: <sip:page1@centre.invalid>${toTag}`,
    `Call-ID: ${callId}`,
    `CSeq: 1 ${method}`,
    'Contact: <sip:c@c.invalid>',
    'Refer-To: <sip:toll@c.invalid>',
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}
/** A 200 to a request that the page sent. */
function accept(text: string): string {
  const keep = text.split('\r\n').filter((line) => /^(?:Via|From|To|Call-ID|CSeq|Contact): /.test(line));
  return ['SIP/2.0 200 OK', ...keep, 'Content-Length: 0', '', ''].join('\r\n').replace(/(To: .*)/, '$1;tag=9');
}
const reply = async (text: string): Promise<string | undefined> => {
  bench.centre.send(text);
  await arrive();
  return bench.centre.heard.at(-1);
};

describe('a request', () => {
  beforeEach(() => bench.sip.ready());

  it('for its options is answered', async () => {
    expect(await reply(request('OPTIONS'))).toMatch(/^SIP\/2.0 200 OK/);
  });

  it.each(['MESSAGE', 'NOTIFY', 'SUBSCRIBE', 'REGISTER', 'REFER', 'INFO', 'UPDATE', 'PUBLISH', 'NONSENSE'])(
    'of method %s is not allowed, outside a dialog or in one',
    async (method) => {
      const answer = await reply(request(method));
      expect(answer).toMatch(/^SIP\/2.0 405 /);
      expect(answer).toContain('Allow: INVITE, ACK, CANCEL, BYE, OPTIONS\r\n');
      expect(await reply(request(method, 'call2', ';tag=2'))).toMatch(/^SIP\/2.0 405 /);
    },
  );

  it.each([
    ['BYE', ';tag=2'],
    ['OPTIONS', ';tag=2'],
    ['CANCEL', ''],
  ])('%s without its dialog or transaction is told so', async (method, toTag) => {
    expect(await reply(request(method, 'nobody', toTag))).toMatch(/^SIP\/2.0 481 /);
  });

  it('ACK without its dialog is dropped without a word', async () => {
    const count = bench.centre.heard.length;
    await reply(request('ACK', 'nobody', ';tag=2'));
    await reply(request('ACK'));
    expect(bench.centre.heard).toHaveLength(count);
  });

  it('that this page sent itself is a loop', async () => {
    const own = /^Call-ID: (.*)$/m.exec(bench.centre.heard[0] ?? '')?.[1]?.trim();
    expect(await reply(request('INVITE', own))).toMatch(/^SIP\/2.0 482 /);
    expect(bench.media.legs).toEqual([]);
  });

  it('REFER in a dialog moves nobody anywhere', async () => {
    const leg = bench.centre.invite();
    await answered(leg);
    await arrive();
    const { length } = bench.centre.heard;
    const callId = /^Call-ID: (.*)$/m.exec(bench.centre.heard[length - 1] ?? '')?.[1]?.trim();
    const tag = /^To: .*(;tag=\w+)/m.exec(bench.centre.heard[length - 1] ?? '')?.[1];
    expect(tag).toBeDefined();
    expect(await reply(request('REFER', callId, tag))).toMatch(/^SIP\/2.0 405 /);
    expect(bench.centre.heard).toHaveLength(length + 1);
    expect(bench.media.legs).toHaveLength(1);
  });
});

describe('a response', () => {
  it('with the Via of somebody else is dropped, the right one is taken', async () => {
    bench.centre.registerStatus = 0;
    let registered = false;
    const ready = bench.sip.ready().then(() => (registered = true));
    await arrive();
    const register = bench.centre.heard[0] ?? '';
    bench.centre.send(accept(register).replace(/(Via: SIP\/2.0\/WS )[^;]+/, '$1other.invalid'));
    await arrive();
    expect(registered).toBe(false);
    bench.centre.send(accept(register));
    await ready;
    expect(bench.facts).toEqual(['registering', 'registered']);
  });
});

describe('what the page says of itself', () => {
  it('holds no address of its own, and no name of the library', async () => {
    await bench.sip.ready();
    const register = bench.centre.heard[0] ?? '';
    expect(register).toMatch(/^Via: SIP\/2.0\/WS \w+\.invalid;branch=/m);
    expect(register).toMatch(/^Contact: <sip:page1@\w+\.invalid;transport=ws>;expires=600\r$/m);
    expect(register).toMatch(/^User-Agent: Callstation\r$/m);
  });

  it('stays the same over a new socket, so that dialogs find it', async () => {
    await bench.sip.ready();
    bench.centre.drop();
    await bench.sip.ready();
    const contacts = bench.centre.heard.flatMap((text) => /^Contact: .*$/m.exec(text)?.[0] ?? []);
    expect(contacts).toHaveLength(4);
    expect(new Set(contacts).size).toBe(1);
  });
});
