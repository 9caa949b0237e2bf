import { createWorkstation, type Workstation } from '@callstation/core';

import type { TcccSeat } from './options.ts';

/** A workstation of that seat, not connected. SIP and media are loaded here: who brings a workstation need not have them. */
export async function openSeat({ url, token }: TcccSeat): Promise<Workstation> {
  const { callcenter } = await import('@callstation/core/callcenter');
  return createWorkstation({ backend: callcenter({ url, token: typeof token === 'string' ? () => token : token }) });
}
