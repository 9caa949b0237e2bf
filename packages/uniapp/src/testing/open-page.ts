import { createSeat, settle, type OpenSeat } from '@callstation/testkit';

import type { TcccAnswer } from '../answer.ts';
import { EVENT_NAMES, type TcccEventName } from '../events.ts';
import type { TcccSettings } from '../settings.ts';
import { TcccWorkstation } from '../tccc-workstation.ts';

/** A page of the vendor's customers, at a centre with one seat. */
export interface OpenPage extends OpenSeat {
  tccc: TcccWorkstation;
  /** What the console was told. */
  said: string[];
  /** Every event, in order, from the first. */
  heard: [TcccEventName, ...unknown[]][];
  /** Listens to every event, as a page that is shown does. */
  listen(): void;
  settle(): Promise<void>;
}

/** Opens one; `connect: false` leaves the seat unsigned. */
export async function openPage({
  connect = true,
  ...settings
}: TcccSettings & { connect?: boolean } = {}): Promise<OpenPage> {
  const seat = createSeat();
  const said: string[] = [];
  const say = (text: string): void => void said.push(text);
  const log = { debug: say, info: say, warn: say, error: say };
  const tccc = new TcccWorkstation({ workstation: seat.workstation, log, clock: seat.clock, ...settings });
  const heard: OpenPage['heard'] = [];
  const listen = (): void => {
    for (const name of EVENT_NAMES) tccc.on(name, (...args: unknown[]) => heard.push([name, ...args]));
  };
  listen();
  if (connect) await tccc.login({ userId: 'alice', token: 'a.b.c' });
  await settle();
  return { ...seat, tccc, said, heard, listen, settle };
}

/** What a callback was told. */
export function told(act: (callback: (code: number, message: string) => void) => unknown): Promise<TcccAnswer> {
  return new Promise((resolve) => void act((code, message) => resolve({ code, message })));
}
