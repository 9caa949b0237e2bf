import { CallstationError, type Workstation } from '@callstation/core';
import { createNotes } from '@callstation/core/facade';

import { centreOf, openSeat } from './connection.ts';
import type { Desk } from './desk.ts';
import { success, type Envelope, type UdeskError } from './envelope.ts';
import { followSeat, tellReady } from './events.ts';
import { toFailure, type Sought } from './failure.ts';
import { Listeners } from './listeners.ts';
import { settingsOf, type Settings, type UdeskOptions } from './options.ts';

/** What an instance has: options, listeners, and a seat while there is one. Of agents and calls nothing is kept. */
export class SignIn {
  readonly settings: Settings;
  readonly listeners: Listeners;
  readonly #options: UdeskOptions;
  readonly #notes = createNotes('UdeskCCPaasApi', () => this.settings.strict);
  #seat: Workstation | null = null;
  #stop: () => void = () => undefined;
  /** Whether listeners were told that this sign-in is complete. */
  #told = false;

  constructor(given: unknown) {
    this.#options = typeof given === 'object' && given !== null ? given : {};
    this.settings = settingsOf(this.#options);
    this.listeners = new Listeners(
      (text) => this.warn(text),
      (error) => this.#log(this.#failure(error)),
    );
  }

  /** Makes the seat and, if wanted, connects it. What is wrong goes to `Log`. A second time does nothing. */
  init(): void {
    if (this.#seat) {
      this.#write('Init was called before. Call Destroy first to begin anew.', 'warn');
      return;
    }
    if (this.settings.autoConnect) {
      void this.answer(() => this.connect());
      return;
    }
    try {
      this.#open();
    } catch (error) {
      this.#log(this.#failure(error));
    }
  }

  /** Signs in. Calls share one attempt. */
  async connect(): Promise<null> {
    const seat = this.#open();
    await seat.connect();
    if (this.#told || this.#seat !== seat) return null;
    this.#told = true;
    tellReady(this.#desk(seat), this.listeners.emit);
    return null;
  }

  /** Signs out; the next `connect` signs in again. */
  disconnect(): void {
    this.#told = false;
    this.#seat?.close().catch((error: unknown) => this.#log(this.#failure(error)));
  }

  /** Closes the seat, but one that was given; forgets every listener. */
  destroy(): void {
    this.#stop();
    if (this.#seat !== this.#options.workstation) this.disconnect();
    this.#told = false;
    this.#seat = null;
    this.listeners.clear();
  }

  /** Does something at the seat, and answers as the vendor does. `sought`: what is missing if something is not found. */
  run<Data>(command: (desk: Desk) => Promise<Data>, sought?: Sought): Promise<Envelope<Data>> {
    return this.answer(() => {
      if (!this.#seat) throw new CallstationError('notReady', 'Call Init first.');
      return command(this.#desk(this.#seat));
    }, sought);
  }

  /** The vendor's answer; a failure goes to `Log` too, so that it is never lost. */
  answer<Data>(command: () => Promise<Data>, sought?: Sought): Promise<Envelope<Data>> {
    const perform = async (): Promise<Envelope<Data>> => {
      try {
        return success(await command());
      } catch (thrown) {
        const failure = this.#failure(thrown, sought);
        this.#log(failure);
        throw failure;
      }
    };
    const answer = perform();
    // A page that does not look at the answer gets no unhandled rejection for it.
    answer.catch(() => undefined);
    return answer;
  }

  /** Says once that something works here without being documented. */
  warn(text: string): void {
    this.#notes.lenient(text);
  }

  /** The centre's host, as a phone would sign in at. */
  host(): string {
    const { domain, httpDomain } = this.settings;
    // A seat that was given says nothing of where its centre is.
    if (this.#options.workstation && domain === '' && httpDomain === '') return '';
    return new URL(centreOf(this.settings).socket).host;
  }

  #open(): Workstation {
    if (this.#seat) return this.#seat;
    const seat = this.#options.workstation ?? openSeat(this.#options, this.settings);
    this.#seat = seat;
    const stops = [
      followSeat(this.#desk(seat), this.listeners.emit),
      seat.on('connectionChanged', ({ current }) => {
        // The next sign-in is told like the first.
        if (current.state === 'closed' || current.state === 'refused' || current.state === 'replaced')
          this.#told = false;
        if (current.error) this.#log(this.#failure(CallstationError.fromData(current.error)));
      }),
    ];
    this.#stop = () => stops.forEach((stop) => stop());
    return seat;
  }

  #desk(seat: Workstation): Desk {
    return { seat, settings: this.settings, warn: (text) => this.warn(text) };
  }

  #failure(thrown: unknown, sought: Sought = 'call'): UdeskError {
    return toFailure(thrown, this.settings.language, sought);
  }

  #log({ Message }: UdeskError): void {
    this.#write(Message, 'error');
  }

  #write(message: string, type: 'warn' | 'error'): void {
    const { Log } = this.#options;
    if (typeof Log !== 'function') return this.#notes[type === 'warn' ? 'warn' : 'failed'](message);
    try {
      Log({ message }, type);
    } catch (error) {
      this.#notes.failed('Log threw', error);
    }
  }
}
