// The embedded switch alone in its process: pages on demand, rooms on demand, and what it costs.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join as pathOf } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createRecordingFolder } from '../../packages/server/src/recordings/recording-folder.ts';
import { createEmbeddedSwitch } from '../../packages/server/src/switch/embedded/embedded-switch.ts';
import { quietLogger, realClock, realRandom } from '../../packages/server/src/switch/testing/real-ports.ts';
import { answers } from './answers.js';

const HOW = { timeoutMs: 20_000, earlyMedia: true };
const BYE = { reason: 'localHangup', by: 'system' };
/** Legs set up at a time. */
const AT_ONCE = 4;

const folder = mkdtempSync(pathOf(tmpdir(), 'bench-recordings-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const port = createEmbeddedSwitch({
  ...{ clock: realClock, random: realRandom, logger: quietLogger, trunks: [] },
  recordings: createRecordingFolder(folder),
});
const waiting = new Map();
const files = new Map();
await port.start((event) => {
  if (event.type === 'ended') waiting.get(event.leg)?.reject(new Error(`${event.leg} ended: ${event.end.reason}`));
  if (event.type === 'recorded') files.get(event.id)?.(event);
  if (event.type === 'media') waiting.get(event.leg)?.resolve();
});
const http = createServer();
http.on('upgrade', (request, socket, head) => port.upgrade(request, socket, head));
await new Promise((resolve) => http.listen(0, '127.0.0.1', resolve));

answers({
  base: async () => `ws://127.0.0.1:${http.address().port}`,
  open: ({ pages }) => Promise.all(pages.map((page) => port.openPage(page))),
  /** Pages, and the room each goes to. */
  async join({ legs }) {
    for (let i = 0; i < legs.length; i += AT_ONCE)
      await Promise.all(legs.slice(i, i + AT_ONCE).map(({ page, room }) => join(page, room)));
  },
  async measure({ ms }) {
    const delay = monitorEventLoopDelay({ resolution: 10 });
    const [used, since] = [process.cpuUsage(), performance.now()];
    delay.enable();
    await new Promise((resolve) => setTimeout(resolve, ms));
    delay.disable();
    const { user, system } = process.cpuUsage(used);
    const wall = performance.now() - since;
    return {
      /** Per cent of one core. */
      cpu: (user + system) / 10 / wall,
      lateP99: delay.percentile(99) / 1e6,
      rss: process.memoryUsage().rss / 2 ** 20,
      ...port.debug(),
    };
  },
  /** One new leg after the other: how long each takes to sound both ways. */
  async setups({ pages }) {
    const times = [];
    for (const page of pages) {
      const since = performance.now();
      await up(page);
      times.push(performance.now() - since);
      await port.hangup(page, BYE);
    }
    return times;
  },
  async record({ rooms }) {
    for (const { room, sides } of rooms) await port.record(room, room, sides);
  },
  /** Ends the recordings; what became of each. */
  recorded: ({ rooms }) =>
    Promise.all(
      rooms.map(({ room }) => {
        const closed = new Promise((resolve) => files.set(room, resolve));
        return port.stopRecord(room).then(() => closed);
      }),
    ),
  async hangup({ pages }) {
    for (const page of pages) await port.hangup(page, BYE);
    return port.debug();
  },
});

async function join(page, room) {
  await up(page);
  await port.join(room, page);
}

/** Dials the page and waits for its sound. */
async function up(page) {
  const media = new Promise((resolve, reject) => waiting.set(page, { resolve, reject }));
  await port.dial(page, { page, media: 'audio' }, HOW);
  await media;
}
