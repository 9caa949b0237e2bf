import type { EmbeddedSwitch, EmbeddedSwitchOptions } from './options.ts';

export type { EmbeddedDebug, EmbeddedMediaOptions, EmbeddedSwitch, EmbeddedSwitchOptions } from './options.ts';

/**
 * The switch inside this process: SIP over WebSocket to pages, WebRTC media, rooms of two, customers made of code.
 *
 * @example
 * const phone = createEmbeddedSwitch({ clock, random, logger, trunks: [simulator.trunk] });
 * server.on('upgrade', (request, socket, head) => phone.upgrade(request, socket, head));
 * await phone.start((event) => centre.heard(event));
 */
export function createEmbeddedSwitch(options: EmbeddedSwitchOptions): EmbeddedSwitch {
  throw new Error(`not built yet for ${options.sipPath ?? '/sip'}`);
}
