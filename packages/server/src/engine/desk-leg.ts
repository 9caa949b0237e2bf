import type { End, Id } from '@callstation/core/model';
import type { DeskAt } from '../domain/types.ts';
import type { Endpoint, SwitchEvent, SwitchOrder } from '../switch/switch.ts';
import type { DeskLegsOptions } from './desk-legs.types.ts';

type Up = 'answered' | 'flowing' | 'silent';

/** An answered leg that sends nothing for this long has a dead microphone. Milliseconds. */
const SILENT_AFTER_MS = 1000;
const OVER: End = { reason: 'localHangup', by: 'system' };
const MEDIA_LOST: End = { reason: 'networkLost', by: 'system' };
const HUNG_UP: End = { reason: 'localHangup', by: 'agent' };

/** One leg of a page or a phone, from the dialling to its end, and who uses it. */
export class DeskLeg {
  readonly at: DeskAt;
  readonly id: Id;
  readonly #options: DeskLegsOptions;
  readonly #onOver: () => void;
  /** Users, and what each was told last since it took the leg. */
  readonly #users = new Map<Id, Up | 'shared' | null>();
  #focus: Id | null = null;
  #state: 'coming' | Up = 'coming';
  #over = false;
  /** Settles when the traces of former users are off the leg; null while there are none. */
  #clean: Promise<void> | null = null;
  #cancelLinger: (() => void) | null = null;
  #cancelSilence: (() => void) | null = null;

  /** `onOver`: nobody can use it any more, called once and before anybody is told. */
  constructor(at: DeskAt, options: DeskLegsOptions, onOver: () => void) {
    this.at = at;
    this.id = `${'page' in at ? 'page' : 'phone'}-${options.random.id()}`;
    this.#options = options;
    this.#onOver = onOver;
  }

  /** Whether it is used and its sound flows. */
  get carries(): boolean {
    return this.#state === 'flowing' && this.#users.size > 0;
  }

  /** Calls it. */
  async dial(): Promise<void> {
    const { order, timeoutMs, phoneTimeoutMs } = this.#options;
    const patience = 'page' in this.at ? timeoutMs : phoneTimeoutMs;
    const headers = 'page' in this.at ? { headers: { 'X-Callstation-Leg': this.id } } : {};
    try {
      await order(['dial', this.id, endpointOf(this.at), { timeoutMs: patience, earlyMedia: false, ...headers }]);
    } catch {
      return this.#lose({ reason: 'unreachable', by: 'system' });
    }
    // Freed while the switch was dialling: the hang-up went out before there was a leg, so again.
    if (this.#over) await this.#attempt(['hangup', this.id, OVER]);
  }

  take(user: Id, focus: boolean): void {
    this.#cancelLinger?.();
    this.#cancelLinger = null;
    this.#users.set(user, null);
    if (focus !== (this.#focus === user)) this.#pass(focus ? user : null);
    if (this.#state === 'coming') return;
    void (this.#clean ?? Promise.resolve()).then(() => this.#brief(user));
  }

  free(user: Id): void {
    if (!this.#users.delete(user)) return;
    const last = this.#users.size === 0;
    if (last && ('phone' in this.at || this.#state !== 'flowing')) return this.drop(OVER);
    if (this.#focus === user) this.#pass(null);
    if (!last) return;
    this.#cancelLinger = this.#options.clock.after(this.#options.lingerMs, () => this.drop(OVER));
  }

  heard(event: SwitchEvent): void {
    if (event.type === 'answered') this.#reach('answered');
    else if (event.type === 'media') this.#reach('flowing');
    else if (event.type === 'ended') this.#lose(this.#meant(event.end), event.session);
    else if (event.type === 'mediaLost') this.#abandon();
    else if (event.type === 'digit') this.#keyed(event.digit);
  }

  /** Hangs up; with `by` tells all other users that it is lost. */
  drop(end: End = MEDIA_LOST, by?: Id): void {
    if (this.#over) return;
    this.#hangup(end);
    if (by === undefined) return this.#finish();
    this.#users.delete(by);
    this.#lose(MEDIA_LOST);
  }

  #pass(to: Id | null): void {
    if (this.#focus !== null) this.#cleanUp();
    this.#focus = to;
  }

  /** A page sends keys by the control socket; a phone has no other way, and they are for the call that talks. */
  #keyed(digit: string): void {
    if ('page' in this.at || this.#over || this.#state === 'coming' || this.#focus === null) return;
    this.#options.tell(this.#focus, { at: this.at, leg: this.id, state: 'keyed', digit });
  }

  /** Whoever picks their phone up and puts it down again has hung up. */
  #meant(end: End): End {
    return 'phone' in this.at && this.#state !== 'coming' && end.by === 'peer' ? HUNG_UP : end;
  }

  #reach(state: Up): void {
    const was = this.#state;
    if (was === 'flowing' || was === state || (was === 'silent' && state === 'answered')) return;
    this.#state = state;
    this.#cancelSilence?.();
    this.#cancelSilence = null;
    if (state === 'answered') {
      this.#cancelSilence = this.#options.clock.after(SILENT_AFTER_MS, () => this.#reach('silent'));
    }
    const tellAll = (): void => {
      if (this.#focus !== null) this.#tell(this.#focus, state);
      if (was === 'coming') for (const user of this.#users.keys()) if (user !== this.#focus) this.#tell(user, 'shared');
    };
    // Waiting only where there is something to wait for keeps steps apart that come at once.
    if (this.#clean === null) tellAll();
    else void this.#clean.then(tellAll);
  }

  /** Tells a new user where the leg stands. */
  #brief(user: Id): void {
    if (this.#state === 'coming') return;
    if (this.#focus !== user) return this.#tell(user, 'shared');
    if (this.#state === 'silent') this.#tell(user, 'answered');
    this.#tell(user, this.#state);
  }

  #tell(user: Id, state: Up | 'shared'): void {
    if (this.#over || !this.#users.has(user) || this.#users.get(user) === state) return;
    this.#users.set(user, state);
    this.#options.tell(user, { at: this.at, leg: this.id, state });
  }

  /**
   * All users hear of it. A hang-up is meant for the call the page names, on hold or not, else for the one the agent was
   * talking in; the others only lost the leg.
   */
  #lose(end: End, named?: Id): void {
    if (this.#over) return;
    this.#finish();
    const state = this.#state === 'flowing' ? 'lost' : 'failed';
    const hungUp = end.reason === 'localHangup' && end.by === 'agent';
    for (const user of [...this.#users.keys()]) {
      const told = hungUp && user !== (named ?? this.#focus) ? MEDIA_LOST : end;
      this.#options.tell(user, { at: this.at, leg: this.id, state, end: told });
    }
  }

  #finish(): void {
    this.#over = true;
    this.#cancelLinger?.();
    this.#cancelSilence?.();
    this.#onOver();
  }

  #cleanUp(): void {
    if (this.#state === 'coming') return;
    const asked: SwitchOrder[] = [
      ['leave', this.id],
      ['unhold', this.id],
      ['gate', this.id, false],
    ];
    const cleaning = Promise.all([this.#clean, ...asked.map((order) => this.#attempt(order))]).then(([, ...done]) => {
      if (this.#clean === cleaning) this.#clean = null;
      // Still with those it was with, or as mute as they had it: nobody may use it like that.
      if (done.includes(false)) this.#abandon();
    });
    this.#clean = cleaning;
  }

  #abandon(): void {
    if (this.#over) return;
    this.#hangup(MEDIA_LOST);
    this.#lose(MEDIA_LOST);
  }

  #hangup(end: End): void {
    void this.#attempt(['hangup', this.id, end]);
  }

  /** Whether or not it works: the leg is on its way out, or free of its last user as far as can be. */
  async #attempt(asked: SwitchOrder): Promise<boolean> {
    try {
      await this.#options.order(asked);
      return true;
    } catch (error) {
      this.#options.logger.debug('desk leg order failed', { order: asked[0], error: String(error) });
      return false;
    }
  }
}

function endpointOf(at: DeskAt): Endpoint {
  if ('page' in at) return { page: at.page, media: 'audio' };
  const { trunk, phone: number, callerNumber } = at;
  return { trunk, number, ...(callerNumber === undefined ? {} : { callerNumber }) };
}
