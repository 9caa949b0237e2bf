import { once } from 'node:events';
import type { SessionSnapshot } from '@callstation/core/model';
import {
  decodeResult,
  decodeServerMessage,
  encodeRequest,
  isCommand,
  PROTOCOL_NAME,
  type Method,
  type Params,
  type Result,
  type ServerMessage,
} from '@callstation/core/protocol';
import { WebSocket } from 'ws';

/** A control socket on the real wire, before hello. */
export interface WireSocket {
  readonly socket: WebSocket;
  readonly heard: ServerMessage[];
  ask<M extends Method>(method: M, params: Params<M>, commandId?: string): Promise<ServerMessage>;
  until<T>(find: () => T | undefined): Promise<T>;
  /** Every session of every update so far. */
  sessions(): SessionSnapshot[];
}

/** Opens a {@link WireSocket} at a server, as a page of that origin; left out: as a script. */
export async function openSocket(url: string, origin?: string): Promise<WireSocket> {
  const options = origin === undefined ? {} : { origin };
  const socket = new WebSocket(`${url.replace('http', 'ws')}/seat`, PROTOCOL_NAME, options);
  const heard: ServerMessage[] = [];
  const waiting = new Set<() => void>();
  socket.on('message', (data) => {
    const message = decodeServerMessage(String(data));
    if (!message.ok) throw new Error(`the centre sent rubbish: ${String(data)}`);
    heard.push(message.value);
    for (const look of waiting) look();
  });
  const until = <T>(find: () => T | undefined): Promise<T> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = find();
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  await once(socket, 'open');
  let id = 0;
  return {
    socket,
    heard,
    until,
    ask(method, params, commandId = `c${id}`) {
      const mine = ++id;
      socket.send(encodeRequest({ id: mine, method, params, ...(isCommand(method) ? { commandId } : {}) }));
      return until(() => heard.find((one) => (one.kind === 'result' || one.kind === 'error') && one.id === mine));
    },
    sessions: () =>
      heard.flatMap((one) => (one.kind === 'update' && one.update?.type === 'session' ? [one.update.session] : [])),
  };
}

/** A page in few lines: token, socket, hello. */
export async function openPage(url: string, agent: string): Promise<WireSocket & { hello: Result<'hello'> }> {
  const answer = await fetch(`${url}/dev/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ agent }),
  });
  const { token } = (await answer.json()) as { token: string };
  const page = await openSocket(url);
  const hello = await page.ask('hello', { token, pageId: `page-${agent}`, visible: true });
  const result = decodeResult('hello', hello.kind === 'result' ? hello.result : null);
  if (!result.ok) throw new Error(result.error.message);
  return { ...page, hello: result.value };
}
