import { createRequire } from 'node:module';

const load = createRequire(new URL('../../packages/server/package.json', import.meta.url));
const { WebSocket } = load('ws');

/** One page's control socket: says hello, answers pings, and hands on what comes, with the instant it came. */
export class Seat {
  #last = 0;
  #waiting = new Map();
  #socket;
  pings = 0;
  closed = null;
  /** Hears `(message, at)` of every update. */
  onUpdate = () => {};

  constructor(agent, page) {
    this.agent = agent;
    this.page = page;
  }

  async open(url, token) {
    this.#socket = new WebSocket(`${url.replace('http', 'ws')}/seat`, 'callstation.v1', { perMessageDeflate: false });
    this.#socket.on('message', (data) => this.#hear(data, performance.now()));
    this.#socket.on('close', (code, why) => (this.closed = `${code} ${why}`));
    await opened(this.#socket);
    const params = { token, pageId: this.page, visible: true };
    this.state = (await this.request('hello', params, false)).state;
  }

  request(method, params, command = true) {
    const id = ++this.#last;
    const commandId = command ? { commandId: `${this.page}-${id}` } : {};
    this.#socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params, ...commandId }));
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  close() {
    this.#socket.terminate();
  }

  #hear(data, at) {
    const message = JSON.parse(String(data));
    if (message.method === 'ping') {
      this.pings += 1;
      this.#socket.send(`{"jsonrpc":"2.0","id":"p","method":"alive","params":${JSON.stringify(message.params)}}`);
      return;
    }
    if (message.method === 'update') return this.onUpdate(message.params.update, at, data.length);
    const asked = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.error) asked?.reject(new Error(JSON.stringify(message.error)));
    else asked?.resolve(message.result);
  }
}

/** A socket of the floor. */
export class Bare {
  #socket;
  pings = 0;
  closed = null;
  onTag = () => {};

  async open(url) {
    this.#socket = new WebSocket(url.replace('http', 'ws'), { perMessageDeflate: false });
    this.#socket.on('message', (data) => {
      const at = performance.now();
      const { tag, ping } = JSON.parse(String(data));
      if (ping) this.pings += 1;
      if (ping) this.#socket.send('{"answer":1}');
      if (tag) this.onTag(tag, at);
    });
    this.#socket.on('close', (code, why) => (this.closed = `${code} ${why}`));
    await opened(this.#socket);
  }

  send(message) {
    this.#socket.send(JSON.stringify(message));
  }

  close() {
    this.#socket.terminate();
  }
}

const opened = (socket) =>
  new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
