import { createSeat, settle, type OpenSeat } from '@callstation/testkit';

import { createTccc } from '../create-tccc.ts';
import { EVENT_NAMES, type TcccEventName } from '../events.ts';
import type { TcccBehaviour } from '../options.ts';
import type { Tccc, TcccPayload } from '../tccc.types.ts';

/** A page of the vendor's customers, at a centre with one seat. */
export interface OpenPage extends OpenSeat {
  tccc: Tccc;
  /** What the console was told. */
  said: string[];
  /** Every event, in order, from the first. */
  heard: [TcccEventName, TcccPayload][];
  names(): TcccEventName[];
  /** The newest payload of an event. */
  last(name: TcccEventName): TcccPayload;
  settle(): Promise<void>;
}

/** Opens one; `connect: false` leaves the seat unsigned. */
export async function openPage({
  connect = true,
  ...behaviour
}: TcccBehaviour & { connect?: boolean } = {}): Promise<OpenPage> {
  const seat = createSeat();
  const said: string[] = [];
  const log = { warn: (text: string) => void said.push(text), error: (text: string) => void said.push(text) };
  const tccc = createTccc({ workstation: seat.workstation, log, ...behaviour });
  const heard: OpenPage['heard'] = [];
  for (const name of EVENT_NAMES) tccc.on(name, (payload) => heard.push([name, payload]));
  if (connect) await seat.workstation.connect();
  await settle();
  return {
    ...seat,
    ...{ tccc, said, heard, settle },
    names: () => heard.map(([name]) => name),
    last(name) {
      const found = heard.findLast(([one]) => one === name);
      if (!found) throw new Error(`${name} was not told`);
      return found[1];
    },
  };
}
