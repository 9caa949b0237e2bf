import { request as httpRequest } from 'node:http';
import { WebSocket } from 'ws';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEmbeddedRig, type EmbeddedRig } from '../../testing/embedded-rig.ts';
import { eventually } from '../../testing/eventually.ts';
import { PagePhone } from '../../testing/page-phone.ts';
import { realClock } from '../../testing/real-ports.ts';

let rig: EmbeddedRig;
/** How far the switch's clock runs ahead of the real one. */
let ahead = 0;
beforeEach(async () => {
  ahead = 0;
  rig = await createEmbeddedRig({
    clock: { now: () => realClock.now() + ahead, after: (ms, fn) => realClock.after(ms, fn) },
  });
});
afterEach(() => rig.stop());

/** HTTP status of an upgrade; 101 when it went through. */
function upgrade(path: string, protocol: string | null = 'sip', origin?: string): Promise<number> {
  const url = new URL(path, rig.base.replace('ws', 'http'));
  const headers = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
    ...(origin === undefined ? {} : { origin }),
    ...(protocol === null ? {} : { 'sec-websocket-protocol': protocol }),
  };
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { headers });
    request.on('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve(response.statusCode ?? 0);
    });
    request.on('error', reject);
    request.end();
  });
}

/** A socket that is in, and why it was closed. */
async function enter(page = 'p1'): Promise<{ phone: PagePhone; socket: WebSocket; closed: () => number | null }> {
  const account = await rig.port.openPage(page);
  const socket = new WebSocket(rig.base + account.url, 'sip');
  let code: number | null = null;
  socket.on('close', (reason) => (code = reason));
  socket.on('error', () => undefined);
  await eventually('the socket is open', () => socket.readyState === WebSocket.OPEN);
  return { phone: new PagePhone(rig.base, account), socket, closed: () => code };
}

describe('the ticket', () => {
  it.each(['null', 'file://'])(
    'of a page without a web origin (%s) is good only where it may be one',
    async (origin) => {
      const usual = await rig.port.openPage('p1');
      expect(await upgrade(usual.url, 'sip', origin)).toBe(403);
      // Refused without being used up.
      expect(await upgrade(usual.url, 'sip', 'https://crm.example')).toBe(101);
      const { url } = await rig.port.openPage('p2', { opaque: true });
      expect(await upgrade(url, 'sip', origin)).toBe(101);
      await rig.port.openPage('p2');
      const { url: another } = await rig.port.openPage('p2');
      expect(await upgrade(another, 'sip', origin)).toBe(403);
    },
  );

  it('lets one socket in, once', async () => {
    const { url } = await rig.port.openPage('p1');
    expect(url).toMatch(/^\/sip\?ticket=\w+$/);
    expect(await upgrade(url)).toBe(101);
    expect(await upgrade(url)).toBe(401);
  });

  it('is refused when missing, unknown or expired', async () => {
    expect(await upgrade('/sip')).toBe(401);
    expect(await upgrade('/sip?ticket=')).toBe(401);
    expect(await upgrade('/sip?ticket=%ff%00')).toBe(401);
    const { url, expiresAt } = await rig.port.openPage('p1');
    ahead = 30_001;
    expect(expiresAt).toBeLessThanOrEqual(realClock.now() + ahead);
    expect(await upgrade(url)).toBe(401);
    expect(rig.port.debug().sockets).toBe(0);
  });

  it('is refused after the page was closed', async () => {
    const { url } = await rig.port.openPage('p1');
    await rig.port.closePage('p1');
    expect(await upgrade(url)).toBe(401);
  });

  it('is kept when the subprotocol is wrong', async () => {
    const { url } = await rig.port.openPage('p1');
    expect(await upgrade(url, null)).toBe(400);
    expect(await upgrade(url, 'sips, callstation.v1')).toBe(400);
    expect(await upgrade(url, 'other, sip')).toBe(101);
  });

  it('leads nowhere on another path', async () => {
    const { url } = await rig.port.openPage('p1');
    expect(await upgrade(url.replace('/sip', '/sipx'))).toBe(404);
  });

  it('opens the same account again', async () => {
    const first = await rig.port.openPage('p1');
    const second = await rig.port.openPage('p1');
    const other = await rig.port.openPage('p2');
    expect(second).toMatchObject({ username: first.username, password: first.password });
    expect(second.url).not.toBe(first.url);
    expect(other.username).not.toBe(first.username);
  });
});

describe('REGISTER', () => {
  it('needs the right password', async () => {
    const phone = await rig.unregisteredPage('p1');
    expect(await phone.register('wrong')).toBe(403);
    const { password } = await rig.port.openPage('p1');
    expect(await phone.register(password)).toBe(200);
  });

  it('is refused for good after five wrong passwords', async () => {
    const phone = await rig.unregisteredPage('p1');
    for (let i = 0; i < 5; i++) await phone.register('wrong');
    const { password } = await rig.port.openPage('p1');
    expect(await phone.register(password)).toBe(403);
  });

  it('is refused for the account of another page', async () => {
    const { url } = await rig.port.openPage('p1');
    const other = await rig.port.openPage('p2');
    const phone = new PagePhone(rig.base, { ...other, url });
    await phone.connect();
    expect(await phone.register()).toBe(403);
    await phone.close();
  });
});

describe('what a page may not do', () => {
  it('calls nobody', async () => {
    const phone = await rig.page('p1');
    expect(await phone.invite()).toBe(403);
  });

  it('sends garbage without effect', async () => {
    const phone = await rig.page('p1');
    const garbage = [
      '',
      '\0',
      'GET / HTTP/1.1\r\n\r\n',
      'INVITE sip:x SIP/2.0\r\n\r\n',
      'SIP/2.0 200 OK\r\n\r\n',
      `BYE sip:switch@x SIP/2.0\r\nVia: ${';'.repeat(5000)}\r\n\r\n`,
      'REGISTER sip:x SIP/2.0\r\nVia: SIP/2.0/WS a;branch=z9hG4bKa\r\nFrom: <sip:a@b>;tag=1\r\nTo: <<<>>>\r\nCall-ID: 1\r\nCSeq: 1 REGISTER\r\nMax-Forwards: 70\r\nContact: %%%\r\n\r\n',
      'OPTIONS sip:x@y SIP/2.0\r\nVia: SIP/2.0/WS a;branch=z9hG4bKb\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:x@y>\r\nCall-ID: 2\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\n\r\n',
      'BYE sip:x@y SIP/2.0\r\nVia: SIP/2.0/WS a;branch=z9hG4bKc\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:x@y>;tag=2\r\nCall-ID: 3\r\nCSeq: 1 BYE\r\nMax-Forwards: 70\r\nContent-Length: 999999\r\n\r\n',
    ];
    for (const text of garbage) phone.raw(text);
    phone.raw(Buffer.from([0xff, 0xfe, 0x00, 0x01]));
    phone.raw('\r\n\r\n');
    await eventually('the keep-alive is answered', () => phone.received.includes('\r\n'));
    expect(phone.open).toBe(true);
    await rig.port.dial('leg', { page: 'p1', media: 'audio' }, { timeoutMs: 2000, earlyMedia: false });
    await eventually('the page can still be called', () => phone.legs.length === 1);
  });

  it('is cut off for a message above 16 KiB', async () => {
    const { socket, closed } = await enter();
    socket.send('x'.repeat(16_385));
    await eventually('closed as too big', () => closed() === 1009);
  });

  it('is cut off for a flood', async () => {
    const { socket, closed } = await enter();
    for (let i = 0; i < 200; i++) socket.send('\r\n');
    await eventually('closed for policy', () => closed() === 1008);
  });
});

describe('the socket', () => {
  it('may be replaced: the dialog lives on under the new one', async () => {
    const phone = await rig.page('p1');
    await rig.port.dial('leg', { page: 'p1', media: 'audio' }, { timeoutMs: 2000, earlyMedia: false });
    await eventually('answered', () => rig.events.some((event) => event.type === 'answered'));
    phone.leg.media.say(0);
    await eventually('media', () => rig.events.some((event) => event.type === 'media'));
    phone.dropSocket();
    // Without a socket a page counts as dead after half a second of silence: 35 packets are longer.
    const { media } = phone.leg;
    const last = media.sent + 35;
    await eventually('the page has gone on talking', () => media.sent >= last);
    expect(rig.events.some((event) => event.type === 'mediaLost')).toBe(false);
    await phone.connect(await rig.port.openPage('p1'));
    expect(await phone.info('5')).toBe(200);
    await eventually('the key', () => rig.events.some((event) => event.type === 'digit' && event.digit === '5'));
    const { leg } = phone;
    await rig.port.hangup('leg', { reason: 'localHangup', by: 'system' });
    await eventually('BYE over the new socket', () => leg.over);
  });

  it('closes the old one when a second comes', async () => {
    const first = await enter();
    const second = await enter();
    await eventually('the first is closed', () => first.closed() === 1008);
    expect(second.closed()).toBeNull();
  });
});
