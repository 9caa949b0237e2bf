import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock, Logger } from '@callstation/core/ports';
import { createEmbeddedSwitch, type EmbeddedMediaOptions, type EmbeddedSwitch } from '../embedded/embedded-switch.ts';
import { codecsOpen } from '../embedded/media/opus.ts';
import { createRecordingFolder } from '../../recordings/recording-folder.ts';
import type { SwitchEvent } from '../switch.ts';
import { PagePhone } from './page-phone.ts';
import { readRecording } from './read-recording.ts';
import { quietLogger, realClock, realRandom } from './real-ports.ts';
import type { SwitchRig } from './switch-rig.ts';
import { TrunkDouble } from './trunk-double.ts';

/** The embedded switch on a free port, with doubles around it. */
export interface EmbeddedRig extends SwitchRig {
  readonly port: EmbeddedSwitch;
  /** WebSocket origin. */
  readonly base: string;
}

/** Starts an {@link EmbeddedRig}. */
export async function createEmbeddedRig(
  options: { media?: EmbeddedMediaOptions; clock?: Clock; format?: 'ogg' | 'wav'; logger?: Logger } = {},
): Promise<EmbeddedRig> {
  const trunk = new TrunkDouble();
  const folder = mkdtempSync(join(tmpdir(), 'recordings-'));
  const port = createEmbeddedSwitch({
    clock: options.clock ?? realClock,
    random: realRandom,
    logger: options.logger ?? quietLogger,
    trunks: [trunk],
    recordings: { ...createRecordingFolder(folder), ...(options.format ? { format: options.format } : {}) },
    ...(options.media ? { media: options.media } : {}),
  });
  const server = createServer();
  server.on('upgrade', (request, socket, head) => port.upgrade(request, socket, head));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const events: SwitchEvent[] = [];
  await port.start((event) => events.push(event));
  let stopped = false;
  const phones = new Map<string, PagePhone>();
  const unregisteredPage = async (id: string): Promise<PagePhone> => {
    const phone = phones.get(id) ?? new PagePhone(base, await port.openPage(id));
    phones.set(id, phone);
    if (!phone.open) await phone.connect(await port.openPage(id));
    return phone;
  };
  return {
    port,
    trunk,
    events,
    base,
    unregisteredPage,
    async page(id) {
      const known = phones.get(id)?.open === true;
      const phone = await unregisteredPage(id);
      const status = known ? 200 : await phone.register();
      if (status !== 200) throw new Error(`REGISTER was refused: ${status}`);
      return phone;
    },
    recorded: async (file) => readRecording(readFileSync(join(folder, file))),
    idle() {
      const { legs, rooms, peerConnections, plays, recordings, ticking } = port.debug();
      // Pages have codecs of their own, until they are closed.
      return legs + rooms + peerConnections + plays + recordings + ticking + (stopped ? codecsOpen() : 0) === 0;
    },
    async stop() {
      stopped = true;
      for (const customer of trunk.customers) customer.say(null);
      await port.stop();
      rmSync(folder, { recursive: true, force: true });
      await Promise.all([...phones.values()].map((phone) => phone.close()));
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
