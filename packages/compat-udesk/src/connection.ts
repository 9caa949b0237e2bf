import { CallstationError, createWorkstation, type Workstation } from '@callstation/core';
import { callcenter } from '@callstation/core/callcenter';
import { fetchSeatToken, type CentreAddresses } from '@callstation/core/facade';

import { centreUrls } from './centre-urls.ts';
import type { Settings, UdeskOptions } from './options.ts';
import { tokenData } from './token-data.ts';

/** The centre's addresses by the options. Throws `invalidArgument`. */
export function centreOf({ domain, httpDomain }: Settings): CentreAddresses {
  try {
    return centreUrls(domain, httpDomain);
  } catch (cause) {
    throw new CallstationError('invalidArgument', 'Domain must be wss://host/ws and HttpDomain https://host/backend.', {
      cause,
    });
  }
}

/** A seat at the centre, signed in with what the provider gives; asked again whenever the seat token ends. */
export function openSeat(options: UdeskOptions, settings: Settings): Workstation {
  const { socket, exchange: url } = centreOf(settings);
  const exchange = options.exchange ?? fetchSeatToken;
  const provider = options.AppDataProvider;
  const token = async (): Promise<string> => {
    if (typeof provider?.GetToken !== 'function') {
      throw new CallstationError('invalidArgument', 'AppDataProvider has no GetToken.');
    }
    const given = tokenData(await provider.GetToken(), settings.appId);
    return exchange({ url, body: { ...given, agentId: settings.agentId } });
  };
  return createWorkstation({ backend: callcenter({ url: socket, token }) });
}
