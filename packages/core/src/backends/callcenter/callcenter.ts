import type { PageFacts, Update } from '../../model/index.ts';
import { browserNetwork } from '../../ports/defaults/browser-network.ts';
import { browserSocket } from '../../ports/defaults/browser-socket.ts';
import { browserVisibility } from '../../ports/defaults/browser-visibility.ts';
import { consoleLogger } from '../../ports/defaults/console-logger.ts';
import { cryptoRandom } from '../../ports/defaults/crypto-random.ts';
import { systemClock } from '../../ports/defaults/system-clock.ts';
import type { Backend } from '../../ports/index.ts';
import { CallstationError } from '../../protocol/index.ts';
import { createPageSip } from '../../sip/create-page-sip.ts';
import { socketUrl } from './control-url.ts';
import type { CallcenterOptions, CallcenterPorts } from './options.ts';
import { createPageParts } from './page-parts.ts';
import { Seat } from './seat.ts';
import { createTokenSource } from './token-source.ts';

/**
 * A Callstation centre as the backend of a workstation: one control socket that survives losses, and one audio leg.
 * Nothing of the browser is touched before it is used, so it can be made anywhere.
 *
 * @example
 * const workstation = createWorkstation({
 *   backend: callcenter({ url: '/seat', token: () => fetch('/my/token').then((answer) => answer.text()) }),
 * });
 */
export function callcenter(options: CallcenterOptions): Backend {
  const ports: CallcenterPorts = {
    clock: systemClock,
    random: cryptoRandom,
    logger: consoleLogger,
    socket: browserSocket,
    network: browserNetwork,
    visibility: browserVisibility,
    sip: createPageSip,
    ...options.ports,
  };
  let seat: Seat | null = null;
  let round = 0;
  let sink: ((update: Update) => void) | null = null;
  const notReady = (): Promise<never> => Promise.reject(new CallstationError('notReady'));
  const parts = createPageParts({
    given: options.media,
    ports,
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
