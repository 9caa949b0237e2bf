import { CallstationError, createWorkstation, type Workstation } from '@callstation/core';
import { callcenter } from '@callstation/core/callcenter';

import { centreUrls, type CentreUrls } from './centre-urls.ts';
import type { Settings } from './options.ts';
import { postForSeat, type SeatExchange } from './seat-token.ts';

/** A seat at the centre, signed in with the credential; the centre is asked again whenever the seat token ends. */
export function openSeat({ centre, token }: Settings, exchange: SeatExchange = postForSeat): Workstation {
  const { socket, exchange: url } = urlsOf(centre);
  return createWorkstation({
    backend: callcenter({ url: socket, token: () => exchange({ url, body: { authentication: token } }) }),
  });
}

function urlsOf(centre: string): CentreUrls {
  try {
    return centreUrls(centre);
  } catch (cause) {
    throw new CallstationError('invalidArgument', 'There is no centre: give register its address as centre.', {
      cause,
    });
  }
}
