import { consoleLogger } from '../../ports/defaults/console-logger.ts';
import type { BridgePort } from './bridge-port.ts';
import { Far } from './far.ts';
import type { FarHalf, MakeBackend, ServeBridgeOptions } from './far.types.ts';
import { plainPorts } from '../../ports/defaults/plain-ports.ts';

/**
 * The far half of a webview bridge: serves a backend that runs here, where there is a page with WebRTC, to a workstation
 * that runs where there is none. The backend is made when the near half first needs it.
 *
 * @example
 * serveBridge(port, ({ settings, token, visibility }) =>
 *   callcenter({ url: String(settings['url']), token, ports: { visibility } }),
 * );
 */
export function serveBridge(port: BridgePort, make: MakeBackend, options: ServeBridgeOptions = {}): FarHalf {
  const ports = { ...plainPorts, logger: consoleLogger, ...options.ports };
  return new Far(port, make, options.host ?? {}, ports);
}
