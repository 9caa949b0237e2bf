import { EventEmitter } from 'node:events';
import { createFakeClock, createFakeLogger } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { SipConnection } from './sip-connection.ts';

/** A socket whose other end never answers the closing handshake. */
class StubbornSocket extends EventEmitter {
  readyState = 1;
  readonly sent: string[] = [];
  closedWith: number | null = null;
  cut = false;
  send(text: string, done: () => void): void {
    this.sent.push(text);
    done();
  }
  close(code: number): void {
    this.readyState = 2;
    this.closedWith = code;
  }
  terminate(): void {
    this.readyState = 3;
    this.cut = true;
    this.emit('close');
  }
}

function connected() {
  const clock = createFakeClock();
  const credentials = { username: 'page-1', password: 'secret' };
  const connection = new SipConnection({ id: 'a', clock, logger: createFakeLogger(), credentials, refused: () => {} });
  const socket = new StubbornSocket();
  connection.attach(socket as unknown as WebSocket);
  const ping = (times: number): void => {
    for (let i = 0; i < times; i++) socket.emit('message', Buffer.from('\r\n\r\n'), false);
  };
  return { clock, connection, socket, ping };
}

describe('a flood on the SIP socket', () => {
  it('ends the taking of messages for good, also of those that come while it closes', () => {
    const { clock, socket, ping } = connected();
    ping(60);
    expect([socket.sent.length, socket.closedWith]).toEqual([60, null]);
    ping(1);
    expect(socket.closedWith).toBe(1008);
    // As if the closing had not gone out yet, and tokens were there again.
    socket.readyState = 1;
    clock.advance(1500);
    ping(5);
    expect(socket.sent).toHaveLength(60);
  });

  it('is cut when the other end does not close', () => {
    const { clock, socket, connection, ping } = connected();
    ping(61);
    clock.advance(1999);
    expect(socket.cut).toBe(false);
    clock.advance(1);
    expect(socket.cut).toBe(true);
    expect(connection.open).toBe(false);
    expect(clock.pending).toBe(0);
  });
});

describe('a SIP socket', () => {
  it('that is replaced or over is cut too, and one that closes well leaves no timer', () => {
    const first = connected();
    const second = new StubbornSocket();
    first.connection.attach(second as unknown as WebSocket);
    first.clock.advance(2000);
    expect([first.socket.closedWith, first.socket.cut, second.cut]).toEqual([1008, true, false]);
    first.connection.dispose();
    expect(second.closedWith).toBe(1000);
    second.emit('close');
    expect(first.clock.pending).toBe(0);
  });
});
