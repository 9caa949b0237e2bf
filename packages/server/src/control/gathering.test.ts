import type { IncomingMessage } from 'node:http';
import { Duplex } from 'node:stream';
import { createFakeClock, createFakeLogger } from '@callstation/testkit';
import { expect, it } from 'vitest';
import { attachSockets } from './sockets.ts';
import type { Wire } from './wire.types.ts';

/** What reaches the network, one entry for each time it is asked. */
class Network extends Duplex {
  readonly writes: string[] = [];
  override _read(): void {}
  override _writev(chunks: { chunk: Buffer }[], done: () => void): void {
    this.writes.push(chunks.map(({ chunk }) => String(chunk)).join(''));
    done();
  }
}

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

it('what is said to a page within one turn goes to the network at once, in order', async () => {
  const wires: Wire[] = [];
  const control = {
    connect: (wire: Wire) => (wires.push(wire), { message() {}, binary() {}, closed() {} }),
    stop() {},
    debug: () => ({ agents: 0, pages: 0, calls: 0 }),
  };
  const sockets = attachSockets(control, { clock: createFakeClock(), logger: createFakeLogger() });
  const network = new Network();
  const headers = {
    ...{ upgrade: 'websocket', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==', 'sec-websocket-version': '13' },
    'sec-websocket-protocol': 'callstation.v1',
  };
  sockets.upgrade({ method: 'GET', headers } as unknown as IncomingMessage, network, Buffer.alloc(0));
  await turn();
  network.writes.length = 0;
  const [wire] = wires;
  for (const word of ['first', 'second', 'third']) wire?.send(word);
  await turn();
  expect(network.writes).toEqual([expect.stringMatching(/first.*second.*third/su)]);
  wire?.send('later');
  await turn();
  expect(network.writes).toHaveLength(2);
  sockets.stop();
});
