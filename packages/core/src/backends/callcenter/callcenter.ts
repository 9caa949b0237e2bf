import { createMediaEngine } from '../../media/create-media-engine.ts';
import type { Backend } from '../../ports/index.ts';
import { createPageSip } from '../../sip/create-page-sip.ts';
import { openCallcenter } from './open-callcenter.ts';
import type { CallcenterOptions } from './options.ts';

/**
 * A Callstation centre as the backend of a workstation: one control socket that survives losses, and one audio leg.
 * Nothing of the browser is touched before it is used, so it can be made anywhere.
 *
 * @example
 * const workstation = createWorkstation({
 *   backend: callcenter({ url: '/seat', token: () => fetch('/my/token').then((answer) => answer.text()) }),
 * });
 */
export function callcenter({ url, token, media, ports }: CallcenterOptions): Backend {
  return openCallcenter({
    ...{ url, token, ports },
    sound: ({ clock, logger }) => ({
      media: () => media ?? createMediaEngine({ clock, logger }),
      given: media !== undefined,
      sip: (joint) => (ports?.sip ?? createPageSip)({ ...joint, clock, logger }),
    }),
  });
}
