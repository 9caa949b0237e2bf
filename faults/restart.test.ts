import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFakeLogger, createFakeMedia, createFakeNetwork, createFakePageSip } from '@callstation/testkit';
import { createFakeVisibility } from '@callstation/testkit';
import { describe } from 'vitest';
import { callcenter } from '../packages/core/src/backends/callcenter/callcenter.ts';
import { createWorkstation } from '../packages/core/src/client/create-workstation.ts';
import { createControl } from '../packages/server/src/control/control.ts';
import { attachSockets } from '../packages/server/src/control/sockets.ts';
import { createFakeCentre } from '../packages/server/src/control/testing/fake-centre.ts';
import { routeUpgrades } from '../packages/server/src/http/route-upgrades.ts';
import { eventually, pause } from '../packages/server/src/switch/testing/eventually.ts';
import { realClock, realRandom } from '../packages/server/src/switch/testing/real-ports.ts';
import { realSocket } from '../packages/server/src/switch/testing/real-socket.ts';
import { fault, type Figures, NOWHERE } from './fault.ts';

const AGENTS = 200;
const DOWN_MS = 1000;

/** The control side of a server on that port, with nothing behind it. */
async function serve(port: number) {
  const logger = createFakeLogger();
  const control = createControl({
    centre: createFakeCentre(),
    ...{ clock: realClock, random: realRandom, logger },
    verify: async (agent) => ({ app: 'app', agent, name: agent, role: 'agent', rights: [] }),
    openSip: () => Promise.reject(new Error('no sound here')),
    closeSip: async () => undefined,
  });
  const sockets = attachSockets(control, { clock: realClock, logger });
  const http = createServer((_, response) => response.end());
  routeUpgrades(http, new Map([['/seat', sockets.upgrade]]), { logger });
  const signedIn: number[] = [];
  http.on('upgrade', () => signedIn.push(performance.now()));
  http.listen(port, '127.0.0.1');
  await once(http, 'listening');
  return {
    ...{ signedIn, port: (http.address() as AddressInfo).port },
    async stop() {
      control.stop();
      await pause(50);
      sockets.stop();
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
}

function openPages(port: number) {
  return Array.from({ length: AGENTS }, (_, n) => {
    const given = { network: createFakeNetwork(), visibility: createFakeVisibility(), sip: () => createFakePageSip() };
    const shared = { clock: realClock, random: realRandom, logger: createFakeLogger() };
    const url = `http://127.0.0.1:${port}/seat`;
    const ports = { ...shared, ...given, socket: realSocket };
    const backend = callcenter({ url, token: () => `agent${n}`, media: createFakeMedia(), ports });
    return createWorkstation({ backend, ports: shared });
  });
}

/** Restarts a server under 200 pages on real sockets. How busy the busiest moment was depends on what else this machine does. */
async function f14(): Promise<Figures> {
  const first = await serve(0);
  const pages = openPages(first.port);
  const ready = (): number => pages.filter((page) => page.getSnapshot().page.connection.state === 'ready').length;
  try {
    await Promise.all(pages.map((page) => page.connect()));
    await first.stop();
    await eventually('everybody has noticed', () => ready() === 0);
    await pause(DOWN_MS);
    const second = await serve(first.port);
    try {
      const up = performance.now();
      await eventually('all are back', () => ready() === AGENTS, 30_000);
      return { back: performance.now() - up, 'busiest eighth, % of the mean': 100 * peakToMean(second.signedIn) };
    } finally {
      await Promise.all(pages.map((page) => page.close()));
      await second.stop();
    }
  } finally {
    await Promise.all(pages.map((page) => page.close()));
  }
}

function peakToMean(instants: readonly number[]): number {
  const [first, last] = [Math.min(...instants), Math.max(...instants)];
  const bins = Array.from({ length: 8 }, () => 0);
  for (const at of instants) {
    const bin = Math.min(7, Math.floor(((at - first) / (last - first + 1)) * 8));
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  return Math.max(...bins) / (instants.length / 8);
}

describe('a restart of the server', () => {
  fault('F14', `with ${AGENTS} agents: all come back, not all at once`, { ms: 60_000 }, NOWHERE, f14);
});
