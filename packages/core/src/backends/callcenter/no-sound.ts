import type { MediaPort } from '../../ports/index.ts';
import { CallstationError } from '../../protocol/index.ts';
import type { PageSip } from '../../sip/page-sip.types.ts';
import type { PageSound } from './page-parts.ts';

const refuse = (): CallstationError =>
  new CallstationError(
    'notSupported',
    'There is no sound here: calls are taken at a phone. Set one by agent.setPhone().',
  );

/** Of a page that is no place to talk. What would be talked or heard is refused; what ends it does nothing. */
const noMedia: MediaPort = {
  acquire: () => Promise.reject(refuse()),
  release: () => undefined,
  leg() {
    throw refuse();
  },
  ring: () => undefined,
  unlock: async () => undefined,
  devices: async () => [],
  select: () => Promise.reject(refuse()),
  setVolume: () => Promise.reject(refuse()),
  levels: () => () => undefined,
  on: () => () => undefined,
  close: () => undefined,
};

const noSip: PageSip = {
  ready: () => Promise.reject(refuse()),
  setMuted: () => undefined,
  hangup: () => Promise.reject(refuse()),
  close: async () => undefined,
};

/** The sound of a page without any. */
export const noSound: PageSound = { media: () => noMedia, given: false, sip: () => noSip };
