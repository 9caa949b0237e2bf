import type { Id } from '@callstation/core/model';
import type { Switch, SwitchEvent } from '../switch.ts';
import { eventually } from './eventually.ts';
import type { PagePhone } from './page-phone.ts';
import type { CustomerDouble, TrunkDouble } from './trunk-double.ts';

/** What a recording holds, 16 kHz. */
export interface Recorded {
  left: Int16Array;
  right: Int16Array;
}

/** A running switch with a trunk and pages played by the test. */
export interface SwitchRig {
  readonly port: Switch;
  readonly trunk: TrunkDouble;
  readonly events: SwitchEvent[];
  /** A page that is open and registered. */
  page(id: Id): Promise<PagePhone>;
  /** A page that is open, and on its way. */
  unregisteredPage(id: Id): Promise<PagePhone>;
  /** What is in the file of a recording, decoded by somebody else's decoder. */
  recorded(file: string): Promise<Recorded>;
  /** Whether nothing is held any more: legs, rooms, connections. */
  idle(): boolean;
  stop(): Promise<void>;
}

/** Waits for an event of a leg. */
export function heard<T extends SwitchEvent['type']>(
  rig: SwitchRig,
  type: T,
  leg: Id,
  ms?: number,
): Promise<Extract<SwitchEvent, { type: T }>> {
  const fits = (event: SwitchEvent): event is Extract<SwitchEvent, { type: T }> =>
    event.type === type && 'leg' in event && event.leg === leg;
  return eventually(
    `${type} of ${leg}, after ${rig.events.map((e) => e.type).join()}`,
    () => rig.events.find(fits),
    ms,
  );
}

/** How often an event of a leg was heard. */
export function count(rig: SwitchRig, type: SwitchEvent['type'], leg: Id): number {
  return rig.events.filter((event) => event.type === type && 'leg' in event && event.leg === leg).length;
}

export const HOW = { timeoutMs: 5000, earlyMedia: true };
export const BYE = { reason: 'localHangup', by: 'system' } as const;

/** Calls a page until sound flows both ways. */
export async function callPage(rig: SwitchRig, leg: Id, page: Id): Promise<PagePhone> {
  const phone = await rig.page(page);
  phone.manners = () => 'answer';
  await rig.port.dial(leg, { page, media: 'audio' }, HOW);
  await heard(rig, 'answered', leg);
  await eventually('the page has the leg', () => phone.legs.at(-1)?.media.state === 'connected');
  phone.leg.media.say(0);
  await heard(rig, 'media', leg);
  return phone;
}

/** Calls a number until it is answered. */
export async function callNumber(rig: SwitchRig, leg: Id, number = '10001'): Promise<CustomerDouble> {
  await rig.port.dial(leg, { trunk: rig.trunk.name, number, callerNumber: '4000' }, HOW);
  await heard(rig, 'answered', leg);
  const customer = rig.trunk.customers.at(-1);
  if (!customer) throw new Error('nobody was called');
  return customer;
}

/** A page and a customer who hear each other: legs `page` and `customer` in `room`. */
export async function talk(rig: SwitchRig): Promise<{ phone: PagePhone; customer: CustomerDouble }> {
  const [phone, customer] = await Promise.all([callPage(rig, 'page', 'p1'), callNumber(rig, 'customer')]);
  await rig.port.join('room', 'page');
  await rig.port.join('room', 'customer');
  return { phone, customer };
}
