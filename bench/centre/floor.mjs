// The floor: a bare `ws` server. It answers a page's ping, and a message that names sockets and bytes by sending so much to each.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { answers } from '../capacity/answers.js';
import { processCost } from './process-cost.js';

const load = createRequire(new URL('../../packages/server/package.json', import.meta.url));
const { WebSocketServer } = load('ws');
const sockets = [];

answers({
  ...processCost,
  async start() {
    const http = createServer();
    const server = new WebSocketServer({ server: http, perMessageDeflate: false });
    server.on('connection', (socket) => {
      sockets.push(socket);
      socket.on('message', (data) => {
        const { fan, answer, bytes = 0, tag } = JSON.parse(String(data));
        if (answer) socket.send(`{"answer":${answer}}`);
        if (!fan) return;
        const text = `{"tag":${tag},"filler":"${'x'.repeat(bytes)}"}`;
        for (const at of fan) sockets[at].send(text);
      });
    });
    await new Promise((resolve) => http.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${http.address().port}`;
  },
  /** Pings every socket, each in its own time, as often as the product does. */
  async ping({ everyMs }) {
    for (const socket of sockets)
      setTimeout(() => setInterval(() => socket.send('{"ping":1}'), everyMs), Math.random() * everyMs);
    return null;
  },
  async stop() {
    return null;
  },
});
