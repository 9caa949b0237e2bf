import type { BridgeBackend, BridgeOptions } from './near.types.ts';
import { Near } from './near.ts';
import { plainPorts } from '../../ports/defaults/plain-ports.ts';

const alwaysSeen = { visible: () => true, subscribe: () => () => undefined };

/**
 * The near half of a webview bridge, and a backend like any other: what it is asked, `serveBridge` does in another
 * JavaScript world, where there are WebRTC and a page. It needs nothing of the web itself.
 *
 * A far half that is killed and made again is signed in anew by itself; commands on their way are asked once more and
 * done once, or rejected as `network` after 30 s. `connect` rejects `timeout` where no far half answers in 20 s.
 *
 * @example
 * const workstation = createWorkstation({
 *   backend: bridge({ port, token: fetchToken, settings: { url: 'wss://centre.example/seat' } }),
 *   ports: plainPorts,
 * });
 */
export function bridge(options: BridgeOptions): BridgeBackend {
  return new Near(options, { ...plainPorts, visibility: alwaysSeen, ...options.ports }).backend;
}
