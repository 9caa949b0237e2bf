import { createWorkstation, type Workstation } from '@callstation/core';
import { callcenter } from '@callstation/core/callcenter';
import type { Id } from '@callstation/core/model';
import type { SocketFactory } from '@callstation/core/ports';
import { CLOSE_CODES } from '@callstation/core/protocol';
import {
  createFakeLogger,
  createFakeMedia,
  createFakeNetwork,
  createFakePageSip,
  createFakeRandom,
  createFakeVisibility,
  createSocketHub,
  type FakeClock,
  type ServerEnd,
} from '@callstation/testkit';
import type { Control } from '../packages/server/src/control/control.ts';

/** One page of one agent: the real page side on a wire in memory. */
export interface Tab {
  readonly agent: Id;
  readonly page: Id;
  readonly workstation: Workstation;
  /** Whether the page is there at all; a crashed one is not, though the centre may not know. */
  open: boolean;
  /** Ready, and not in the middle of coming back. */
  isReady(): boolean;
  /** The centre closed it for good. */
  isOut(): boolean;
  /** The last command on the wire, to be said again; null when there was none. */
  repeat(): boolean;
  /** The socket breaks; the page comes back by itself. */
  drop(): void;
  /** The page is closed in order. */
  close(): Promise<void>;
  /** The page is gone, and nobody is told. */
  crash(): Promise<void>;
  /** Updates and answers so far. */
  frames(): number;
}

/** The sockets of one page, one after the other, straight into the centre. */
interface TabWire {
  readonly factory: SocketFactory;
  /** The one that is open, or was last. */
  line: ServerEnd | null;
  frames: number;
  /** Says the last command again, if there is one and somebody to say it to. */
  repeat(): boolean;
}

function openWire(clock: FakeClock, control: Control): TabWire {
  const hub = createSocketHub(clock);
  let last: { text: string; say: (text: string) => void } | null = null;
  const wire: TabWire = {
    ...{ factory: hub.factory, line: null, frames: 0 },
    repeat() {
      if (last === null || wire.line?.open !== true) return false;
      last.say(last.text);
      return true;
    },
  };
  hub.onconnection = (server) => {
    wire.line = server;
    const send = (text: string): void => {
      wire.frames += 1;
      server.send(text);
    };
    const events = control.connect({
      send,
      signal: send,
      close: (reason) => server.close(reason === 'bye' ? 1000 : CLOSE_CODES[reason].code),
    });
    server.onmessage = (text) => {
      if (text.includes('commandId')) last = { text, say: (again) => events.message(again) };
      events.message(text);
    };
    server.onclose = () => events.closed();
    const drop = server.drop.bind(server);
    server.drop = () => {
      drop();
      events.closed();
    };
  };
  return wire;
}

/** Opens a page of that agent. */
export function openTab(options: {
  agent: Id;
  name: string;
  clock: FakeClock;
  control: Control;
  onHangup: (page: Id, session: Id) => void;
}): Tab {
  const { agent, name, clock, control, onHangup } = options;
  const wire = openWire(clock, control);
  const random = createFakeRandom(name);
  const logger = createFakeLogger();
  const sip = createFakePageSip();
  const hangup = sip.hangup.bind(sip);
  sip.hangup = async (session) => {
    onHangup(tab.page, session);
    await hangup(session);
  };
  const backend = callcenter({
    url: 'https://centre.test/seat',
    token: () => agent,
    media: createFakeMedia(),
    ports: {
      ...{ clock, random, logger, network: createFakeNetwork(), visibility: createFakeVisibility() },
      socket: wire.factory,
      sip: () => sip,
    },
  });
  const workstation = createWorkstation({ backend, ports: { clock, random, logger } });
  const tab: Tab = {
    ...{ agent, workstation, open: true },
    page: workstation.getSnapshot().page.pageId,
    isReady: () => tab.open && workstation.getSnapshot().page.connection.state === 'ready',
    isOut: () => ['closed', 'replaced', 'refused'].includes(workstation.getSnapshot().page.connection.state),
    repeat() {
      return tab.isReady() && wire.repeat();
    },
    drop: () => wire.line?.drop(),
    async close() {
      tab.open = false;
      await workstation.close();
    },
    async crash() {
      tab.open = false;
      wire.line?.halfOpen();
      await workstation.close();
    },
    frames: () => wire.frames,
  };
  workstation.connect().catch(() => undefined);
  return tab;
}
