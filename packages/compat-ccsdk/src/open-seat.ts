import { CallstationError, createWorkstation, type Workstation } from '@callstation/core';
import { callcenter } from '@callstation/core/callcenter';
import {
  centreAddresses,
  createScriptPlace,
  fetchSeatToken,
  type CentreAddresses,
  type SeatExchange,
} from '@callstation/core/facade';

import type { Credential, Settings } from './options.ts';

/** Where the script tag got this from. */
export const script = createScriptPlace('/sip-sdk.js');

/** A seat at the centre, signed in with the credential; the centre is asked again whenever the seat token ends. */
export function openSeat(
  { centre, token }: Settings,
  exchange: SeatExchange<Credential> = fetchSeatToken,
): Workstation {
  const { socket, exchange: url } = addressesOf(centre);
  return createWorkstation({
    backend: callcenter({ url: socket, token: () => exchange({ url, body: { authentication: token } }) }),
  });
}

function addressesOf(centre: string): CentreAddresses {
  try {
    return centreAddresses('ccsdk', centre || script.centre());
  } catch (cause) {
    throw new CallstationError('invalidArgument', 'There is no centre: give register its address as centre.', {
      cause,
    });
  }
}
