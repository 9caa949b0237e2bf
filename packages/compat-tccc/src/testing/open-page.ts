import { createWorkstation, type Workstation } from '@callstation/core';
import {
  createFakeClock,
  createFakeLogger,
  createFakeRandom,
  createSeatCentre,
  settle,
  type FakeClock,
  type SeatCentre,
} from '@callstation/testkit';

import { createTccc } from '../create-tccc.ts';
import { EVENT_NAMES, type TcccEventName } from '../events.ts';
import type { TcccBehaviour } from '../options.ts';
import type { Tccc, TcccPayload } from '../tccc.types.ts';

/** A page of the vendor's customers, at a centre with one seat. */
export interface OpenPage {
  centre: SeatCentre;
  clock: FakeClock;
  workstation: Workstation;
  tccc: Tccc;
  /** What the console was told. */
  said: string[];
  /** Every event, in order, from the first. */
  heard: [TcccEventName, TcccPayload][];
  names(): TcccEventName[];
  /** The newest payload of an event. */
  last(name: TcccEventName): TcccPayload;
  /** Method and params of the newest request. */
  asked(): unknown[];
  settle(): Promise<void>;
}

/** Opens one; `connect: false` leaves the seat unsigned. */
export async function openPage({
  connect = true,
  ...behaviour
}: TcccBehaviour & { connect?: boolean } = {}): Promise<OpenPage> {
  const clock = createFakeClock();
  const centre = createSeatCentre(clock);
  const ports = { clock, random: createFakeRandom('page-'), logger: createFakeLogger() };
  const workstation = createWorkstation({ backend: centre.backend, ports });
  const said: string[] = [];
  const log = { warn: (text: string) => void said.push(text), error: (text: string) => void said.push(text) };
  const tccc = createTccc({ workstation, log, ...behaviour });
  const heard: OpenPage['heard'] = [];
  for (const name of EVENT_NAMES) tccc.on(name, (payload) => heard.push([name, payload]));
  if (connect) await workstation.connect();
  await settle();
  return {
    ...{ centre, clock, workstation, tccc, said, heard, settle },
    names: () => heard.map(([name]) => name),
    last(name) {
      const found = heard.findLast(([one]) => one === name);
      if (!found) throw new Error(`${name} was not told`);
      return found[1];
    },
    asked() {
      const request = centre.backend.requests.at(-1);
      return [request?.method, request?.params];
    },
  };
}
