import { createFakeLogger, type FakeLogger } from '@callstation/testkit';
import { beforeEach, describe, expect, it } from 'vitest';
import type { SocketLike } from '../ports/index.ts';
import { PageTransport } from './page-transport.ts';

const MESSAGE = [
  'SIP/2.0 200 OK',
  'Via: SIP/2.0/WS a.invalid;branch=z9hG4bK1',
  'From: <sip:a@a.invalid>;tag=1',
  'To: <sip:a@a.invalid>;tag=2',
  'Call-ID: 1',
  'CSeq: 1 REGISTER',
  '',
  '',
].join('\r\n');

class Socket implements SocketLike {
  readyState = 0;
  onopen: SocketLike['onopen'] = null;
  onmessage: SocketLike['onmessage'] = null;
  onclose: SocketLike['onclose'] = null;
  onerror: SocketLike['onerror'] = null;
  sent: string[] = [];
  closed = 0;
  send(data: string): void {
    if (data === 'refused') throw new Error('refused');
    this.sent.push(data);
  }
  close(): void {
    this.closed += 1;
  }
}

let sockets: Socket[];
let urls: string[];
let got: string[];
let lost: string[];
let logger: FakeLogger;
let url: string;
let transport: PageTransport;

beforeEach(() => {
  sockets = [];
  urls = [];
  got = [];
  lost = [];
  url = 'wss://c/sip?ticket=1';
  logger = createFakeLogger();
  transport = new PageTransport({
    open: (to, protocol) => {
      if (to === 'bad') throw new SyntaxError('bad url');
      urls.push(`${to} ${protocol}`);
      const socket = new Socket();
      sockets.push(socket);
      return socket;
    },
    logger,
    url: () => url,
    onMessage: (message) => {
      got.push(message);
      if (got.length > 1) throw new Error('senseless');
    },
    onLost: (error) => lost.push(error.message),
  });
});

async function connect(): Promise<Socket> {
  const connected = transport.connect();
  const socket = sockets.at(-1);
  if (!socket) throw new Error('no socket');
  socket.onopen?.({} as never);
  await connected;
  return socket;
}

describe('PageTransport', () => {
  it('speaks sip over wss, and asks for the URL at every connect', async () => {
    await connect();
    url = 'wss://c/sip?ticket=2';
    await connect();
    expect(urls).toEqual(['wss://c/sip?ticket=1 sip', 'wss://c/sip?ticket=2 sip']);
    expect(transport.protocol).toBe('WSS');
  });

  it('replaces a socket without a loss, and is deaf to the old one', async () => {
    const old = await connect();
    const { onclose } = old;
    const next = await connect();
    expect(old.closed).toBe(1);
    expect(old.onclose).toBeNull();
    expect(onclose).not.toBeNull();
    await transport.send('hello');
    expect([old.sent, next.sent]).toEqual([[], ['hello']]);
    expect(lost).toEqual([]);
  });

  it('tells of a loss once, and of none that it made itself', async () => {
    const socket = await connect();
    socket.onclose?.({ code: 1006, reason: '' });
    expect(lost).toEqual(['The SIP socket closed with 1006.']);
    expect(transport.connected).toBe(false);
    await connect();
    transport.disconnect();
    transport.disconnect();
    expect(lost).toHaveLength(1);
    expect(transport.connected).toBe(false);
  });

  it('rejects connect() when the socket closes first, cannot be made, or is let go', async () => {
    const first = transport.connect();
    sockets[0]?.onclose?.({ code: 1013, reason: '' });
    await expect(first).rejects.toThrow('1013');
    const second = transport.connect();
    transport.disconnect();
    await expect(second).rejects.toThrow('was closed');
    url = 'bad';
    await expect(transport.connect()).rejects.toThrow('bad url');
    expect(lost).toEqual([]);
  });

  it('rejects send() when it is not connected, or the socket throws', async () => {
    await expect(transport.send('early')).rejects.toThrow('not connected');
    await connect();
    await expect(transport.send('refused')).rejects.toThrow('refused');
  });

  it('hands on what the guard lets through, and lets nothing that follows throw', async () => {
    const { onmessage } = await connect();
    for (const data of ['\r\n', new ArrayBuffer(4), 'rubbish', MESSAGE.replace('Call-ID: 1', 'Call-ID: ')])
      onmessage?.({ data });
    expect(got).toEqual([]);
    expect(logger.lines.map(({ data }) => data?.['reason'])).toEqual(['not a SIP message', 'call-id']);
    onmessage?.({ data: MESSAGE });
    onmessage?.({ data: MESSAGE });
    expect(got).toEqual([MESSAGE, MESSAGE]);
    expect(logger.lines.at(-1)?.message).toBe('a SIP message was dropped');
  });
});
