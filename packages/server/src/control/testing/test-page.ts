import { createFakeClock, createFakeLogger, createFakeRandom, settle } from '@callstation/testkit';
import type { Update } from '@callstation/core/model';
import {
  CallstationError,
  decodeServerMessage,
  encodeRequest,
  isCommand,
  type Method,
  type Params,
  type Result,
  type ServerMessage,
} from '@callstation/core/protocol';
import { createControl } from '../control.ts';
import type { ControlOptions } from '../control.types.ts';
import type { WireEvents } from '../wire.types.ts';
import { createFakeCentre } from './fake-centre.ts';

/** The control side over a fake centre, a fake clock and sockets in memory. Tokens are `app/agent`, or `app/agent/app` for the page of an app. */
export function createBench(change: Partial<ControlOptions> = {}) {
  const clock = createFakeClock();
  const centre = createFakeCentre();
  const logger = createFakeLogger();
  const sip: string[] = [];
  const control = createControl({
    centre,
    clock,
    logger,
    random: createFakeRandom('epoch'),
    verify: async (token) => {
      const [app = '', agent, audience] = token.split('/');
      if (app === 'expired') throw new CallstationError('tokenExpired');
      if (agent === undefined) throw new CallstationError('unauthorized');
      const identity = { app, agent, name: agent, role: 'agent', rights: ['dial'] } as const;
      return { ...identity, rights: ['dial'], ...(audience === 'app' ? { audience } : {}) };
    },
    openSip: async (seat) => {
      sip.push(`open ${seat.page}`);
      const url = `/sip?ticket=${sip.length}`;
      return { uri: 'sip:p@x', username: 'p', password: 'p', url, expiresAt: 1, iceServers: [] };
    },
    closeSip: async (seat) => void sip.push(`close ${seat.page}`),
    ...change,
  });
  return { clock, centre, logger, sip, control, connect: () => connect(control) };
}

/** One socket of a page, as the page sees it. */
export interface TestSocket {
  readonly heard: ServerMessage[];
  readonly updates: { epoch: string; seq: number | null; update: Update | null }[];
  /** What it was closed with, or null. */
  closed: string | null;
  raw: WireEvents;
  /** Answers pings by itself. */
  answering: boolean;
  send<M extends Method>(method: M, params: Params<M>, commandId?: string): number;
  ask<M extends Method>(method: M, params: Params<M>, commandId?: string): Promise<ServerMessage>;
  hello(agent: string, pageId: string, resume?: { epoch: string; seq: number }): Promise<Result<'hello'>>;
  /** The network is gone. */
  drop(): void;
}

function connect(control: ReturnType<typeof createControl>): TestSocket {
  let id = 0;
  const take = (text: string): void => {
    if (socket.closed !== null) return;
    const message = decodeServerMessage(text);
    if (!message.ok) throw new Error(`the centre sent rubbish: ${text}`);
    socket.heard.push(message.value);
    if (message.value.kind === 'ping' && socket.answering) socket.send('alive', { ping: message.value.ping });
  };
  const socket: TestSocket = {
    heard: [],
    get updates() {
      return socket.heard.filter((one) => one.kind === 'update');
    },
    closed: null,
    answering: true,
    raw: control.connect({
      signal: (text) => take(text),
      send: (text) => take(text),
      close(name) {
        if (socket.closed !== null) return;
        socket.closed = name;
        socket.raw.closed();
      },
    }),
    send(method, params, commandId) {
      id += 1;
      const command = isCommand(method) ? { commandId: commandId ?? `auto${id}` } : {};
      socket.raw.message(encodeRequest({ id, method, params, ...command }));
      return id;
    },
    async ask(method, params, commandId) {
      const mine = socket.send(method, params, commandId);
      await settle();
      const answer = socket.heard.find((one) => (one.kind === 'result' || one.kind === 'error') && one.id === mine);
      if (!answer) throw new Error(`no answer to ${method}`);
      return answer;
    },
    async hello(agent, pageId, resume) {
      const answer = await socket.ask('hello', {
        token: agent.includes('/') ? agent : `app/${agent}`,
        pageId,
        visible: true,
        ...(resume ? { resume } : {}),
      });
      if (answer.kind !== 'result') throw new Error(JSON.stringify(answer));
      return answer.result as Result<'hello'>;
    },
    drop() {
      if (socket.closed !== null) return;
      socket.closed = 'dropped';
      socket.raw.closed();
    },
  };
  return socket;
}
