import type { PageFacts, Update } from '../../model/index.ts';
import { browserNetwork } from '../../ports/defaults/browser-network.ts';
import { browserSocket } from '../../ports/defaults/browser-socket.ts';
import { browserVisibility } from '../../ports/defaults/browser-visibility.ts';
import { consoleLogger } from '../../ports/defaults/console-logger.ts';
import { cryptoRandom } from '../../ports/defaults/crypto-random.ts';
import { systemClock } from '../../ports/defaults/system-clock.ts';
import type { Backend } from '../../ports/index.ts';
import { CallstationError } from '../../protocol/index.ts';
import { socketUrl } from './control-url.ts';
import type { ControlLinkPorts } from './control-link.types.ts';
import { createPageParts, type PageSound } from './page-parts.ts';
import { Seat } from './seat.ts';
import { createTokenSource } from './token-source.ts';

/** Where the centre is, who signs in, and what the page's sound is made of. */
export interface OpenCallcenterOptions {
  url: string;
  token: () => string | Promise<string>;
  ports: Partial<ControlLinkPorts> | undefined;
  sound: (ports: ControlLinkPorts) => PageSound;
}

/** A centre as a backend, whatever its sound is: without one, nothing of SIP and WebRTC is in the bundle. */
export function openCallcenter(options: OpenCallcenterOptions): Backend {
  const ports: ControlLinkPorts = {
    clock: systemClock,
    random: cryptoRandom,
    logger: consoleLogger,
    socket: browserSocket,
    network: browserNetwork,
    visibility: browserVisibility,
    ...options.ports,
  };
  let seat: Seat | null = null;
  let round = 0;
  let sink: ((update: Update) => void) | null = null;
  const notReady = (): Promise<never> => Promise.reject(new CallstationError('notReady'));
  const parts = createPageParts(options.sound(ports), {
    account: () => seat?.account() ?? notReady(),
    mayListen: () => seat?.mayListen ?? false,
    onFacts(page: Partial<PageFacts>) {
      sink?.({ type: 'page', page });
      seat?.learnt(page);
    },
  });
  const devices: Backend['devices'] = {
    list: () => parts.media().devices(),
    select: (choice) => parts.media().select(choice),
    setVolume: (volume) => parts.media().setVolume(volume),
    unlock: () => parts.media().unlock(),
    ring: (on) => parts.media().ring(on),
  };
  return {
    async connect(to, { pageId }) {
      const url = socketUrl(options.url);
      const mine = ++round;
      await seat?.close();
      // Closed meanwhile, as a component that mounts twice does.
      if (mine !== round) return notReady();
      sink = to;
      const volume = parts.volume();
      if (volume) to({ type: 'page', page: { volume } });
      const tokens = createTokenSource(options.token, ports.clock, ports.logger);
      seat = new Seat({ url, pageId, ports, tokens, parts, sink: to });
      await seat.connect();
    },
    request: (method, params, commandId) => seat?.request(method, params, commandId) ?? notReady(),
    devices,
    levels: (_sessionId, fn) => parts.media().levels('audio', fn),
    async close() {
      round++;
      const old = seat;
      seat = null;
      await (old ? old.close() : parts.close());
    },
  };
}
