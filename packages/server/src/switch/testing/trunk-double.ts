import type { End } from '@callstation/core/model';
import type { VirtualLeg, VirtualLegEvent, VirtualTrunk } from '../trunk.ts';
import { every20ms } from './paced.ts';
import { ToneMeter, toneSource } from './tone-meter.ts';

/** A customer whom the test plays. */
export class CustomerDouble {
  readonly leg: VirtualLeg;
  readonly number: string;
  readonly callerNumber: string | undefined;
  readonly meter = new ToneMeter();
  digits = '';
  answered = false;
  ended: End | null = null;
  #stop: (() => void) | null = null;

  constructor(leg: VirtualLeg, number: string, callerNumber?: string) {
    this.leg = leg;
    this.number = number;
    this.callerNumber = callerNumber;
    leg.on((event) => this.#on(event));
  }

  /** Says a tone until told otherwise (`null`: nothing). */
  say(hertz: number | null): void {
    this.#stop?.();
    this.#stop = null;
    if (hertz === null) return;
    const next = toneSource(hertz);
    this.#stop = every20ms(() => this.leg.write(next()));
  }

  /** Hangs up. */
  hangup(end: End = { reason: 'remoteHangup', by: 'peer' }): void {
    this.say(null);
    this.leg.end(end);
  }

  #on(event: VirtualLegEvent): void {
    if ('audio' in event) this.meter.hear(event.audio);
    else if ('digit' in event) this.digits += event.digit;
    else if ('answered' in event) this.answered = true;
    else {
      this.ended = event.ended;
      this.say(null);
    }
  }
}

/** A trunk whose customers do what `dialled` says. */
export class TrunkDouble implements VirtualTrunk {
  readonly name: string;
  readonly customers: CustomerDouble[] = [];
  /** What a called customer does; by default answers at once. */
  dialled: (customer: CustomerDouble) => void = (customer) => customer.leg.answer();
  #place: Parameters<VirtualTrunk['onIncoming']>[0] | null = null;

  constructor(name = 'double') {
    this.name = name;
  }

  dialed(number: string, leg: VirtualLeg, callerNumber?: string): void {
    const customer = new CustomerDouble(leg, number, callerNumber);
    this.customers.push(customer);
    this.dialled(customer);
  }

  onIncoming(place: Parameters<VirtualTrunk['onIncoming']>[0]): void {
    this.#place = place;
  }

  /** A customer calls in. */
  call(from: string, to: string, headers?: Record<string, string>): CustomerDouble {
    if (!this.#place) throw new Error('no switch has this trunk');
    const customer = new CustomerDouble(this.#place({ from, to, ...(headers ? { headers } : {}) }), from);
    this.customers.push(customer);
    return customer;
  }
}
