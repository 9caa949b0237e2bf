import {
  createBridgePair,
  createFakeBackend,
  createFakeClock,
  createFakeLogger,
  createFakeRandom,
  createFakeVisibility,
  recordEvents,
  type FakeBackend,
} from '@callstation/testkit';

import { createWorkstation } from '../../../client/create-workstation.ts';
import { bridge } from '../bridge.ts';
import type { FarHalf, HostFunction, NearSide } from '../far.types.ts';
import { serveBridge } from '../serve-bridge.ts';

/** A token as an app's back end mints it, unsigned. */
export const tokenOf = (sub: string): string => `x.${btoa(JSON.stringify({ app: 'a', sub }))}.y`;

/** Both halves over a pair of ports, a fake backend for each far page. */
export function createBridgeRig(options: { host?: Record<string, HostFunction> } = {}) {
  const clock = createFakeClock();
  const pair = createBridgePair(clock);
  const nearLogger = createFakeLogger();
  const farLogger = createFakeLogger();
  const visibility = createFakeVisibility();
  const backends: FakeBackend[] = [];
  const sides: NearSide[] = [];
  const asked = { tokens: 0, silent: 0 };
  let fars = 0;
  const rig = {
    ...{ clock, pair, nearLogger, farLogger, visibility, backends, sides, asked },
    token: (): string | Promise<string> => tokenOf('alice'),
    /** What the next far backend is. Default: a fake one that asks for a token as a centre's does. */
    make: (side: NearSide): FakeBackend => {
      const backend = createFakeBackend();
      return {
        ...backend,
        get page() {
          return backend.page;
        },
        get connected() {
          return backend.connected;
        },
        async connect(sink, page) {
          await side.token();
          await backend.connect(sink, page);
          sink({ type: 'page', page: { connection: { state: 'ready', since: clock.now() } } });
        },
      };
    },
    get backend(): FakeBackend {
      const last = backends.at(-1);
      if (!last) throw new Error('no far backend was made');
      return last;
    },
    /** A far page begins. */
    farPage(): FarHalf {
      const ports = { clock, random: createFakeRandom(`far${++fars}-`), logger: farLogger };
      const make = (side: NearSide): FakeBackend => {
        sides.push(side);
        const backend = rig.make(side);
        backends.push(backend);
        return backend;
      };
      return serveBridge(pair.far(), make, { ports, ...(options.host ? { host: options.host } : {}) });
    },
    /** A program on the near side; `name` makes its ids its own. */
    program(name: string, port = pair.near, settings: Record<string, unknown> = {}) {
      const backend = bridge({
        ...{ port, settings },
        token: () => {
          asked.tokens++;
          return rig.token();
        },
        onSilent: () => void asked.silent++,
        ports: { clock, random: createFakeRandom(`${name}-`), logger: nearLogger, visibility },
      });
      const random = createFakeRandom(`${name}-page-`);
      const workstation = createWorkstation({ backend, ports: { clock, random, logger: nearLogger } });
      const events = recordEvents(workstation, ['resynchronised', 'sessionOffered', 'connectionChanged']);
      const connection = () => workstation.getSnapshot().page.connection;
      return { backend, workstation, events, connection };
    },
  };
  return rig;
}

/** A rig with one program that is connected. */
export async function connected(options: Parameters<typeof createBridgeRig>[0] = {}) {
  const rig = createBridgeRig(options);
  const far = rig.farPage();
  const program = rig.program('p');
  await program.workstation.connect();
  return { ...rig, rig, far, ...program };
}
