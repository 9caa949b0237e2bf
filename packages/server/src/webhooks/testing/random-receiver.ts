import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { isWebhookPayload, type WebhookPayload } from '../payload.ts';

/** A receiver over real HTTP that fails as chance has it. */
export interface RandomReceiver {
  readonly url: string;
  /** Payloads it took in, each id once, in the order of their coming. */
  readonly taken: WebhookPayload[];
  /** How often each id came. */
  readonly came: ReadonlyMap<string, number>;
  /** How often it did what. */
  readonly did: Record<string, number>;
  /** Requests with a bad signature or body. */
  readonly bad: string[];
  /** Fails no more. */
  behave(): void;
  stop(): Promise<void>;
}

/** A random number generator with a seed: at least 0, below 1. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Starts a {@link RandomReceiver} that checks signatures with that secret. */
export async function startRandomReceiver(seed: number, secret: () => string): Promise<RandomReceiver> {
  const chance = seeded(seed);
  const taken: WebhookPayload[] = [];
  const came = new Map<string, number>();
  const bad: string[] = [];
  const did: Record<string, number> = {};
  let wild = true;
  const take = (payload: WebhookPayload): void => {
    if (!taken.some(({ id }) => id === payload.id)) taken.push(payload);
  };
  const answer = (payload: WebhookPayload, request: IncomingMessage, response: ServerResponse): void => {
    const roll = wild ? chance() : 0;
    const [what] = ACTS.find(([, below]) => roll < below) ?? ['take'];
    did[what] = (did[what] ?? 0) + 1;
    if (what === 'refuse') return void response.writeHead(500).end('no');
    if (what === 'drop') return void request.socket.destroy();
    take(payload);
    if (what === 'take-and-drop') return void request.socket.destroy();
    if (what === 'take-and-hang') return;
    if (what === 'slow-body') response.writeHead(200).write('…');
    else response.writeHead(204).end();
  };
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      try {
        const payload: unknown = new Webhook(secret()).verify(body, request.headers as Record<string, string>);
        if (!isWebhookPayload(payload) || payload.id !== request.headers['webhook-id']) throw new Error('payload');
        came.set(payload.id, (came.get(payload.id) ?? 0) + 1);
        answer(payload, request, response);
      } catch (error) {
        bad.push(String(error));
        response.writeHead(400).end();
      }
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    ...{ taken, came, did, bad, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` },
    behave: () => (wild = false),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}

/** What it does, and below which roll. */
const ACTS: readonly [string, number][] = [
  ['take', 0.6],
  ['refuse', 0.72],
  ['drop', 0.82],
  ['take-and-drop', 0.92],
  ['take-and-hang', 0.93],
  ['slow-body', 1],
];
