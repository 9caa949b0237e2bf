import { CallstationError, type Workstation } from '@callstation/core';
import { createNotes, type Notes } from '@callstation/core/facade';

import { createAgentApi } from './agent-api.ts';
import { allButtons, controlsOf } from './button-config.ts';
import { createCallApi } from './call-api.ts';
import { seatOf, type TcccContext } from './context.ts';
import { createDevicesApi } from './devices-api.ts';
import { TcccEmitter } from './emitter.ts';
import { createEvents } from './events.ts';
import { settled } from './failure.ts';
import { follow, tokenRefused } from './follow.ts';
import { createChatApi, createVideoApi } from './media-api.ts';
import { presentFor, settle, type SeatKey } from './one-per-page.ts';
import { openSeat } from './open-seat.ts';
import { INFERRED, type TcccOptions } from './options.ts';
import type { Tccc } from './tccc.types.ts';
import { createUiApi } from './ui-api.ts';
import { UiRoot } from './ui-root.ts';

/**
 * Makes the `tccc` object of Tencent Cloud Contact Center's web SDK over a Callstation seat. Give it a workstation of yours,
 * which you connect and close, or a seat to sign in to. A page has one: for the same seat the one that is there is returned,
 * another seat replaces it. Never throws for what the page passes; promises reject with a {@link TcccError}.
 *
 * @example
 * const tccc = createTccc({ url: '/seat', token: fetchToken, userId: 'alice' });
 * tccc.on(tccc.events.callIn, ({ data }) => void tccc.Call.accept({ sessionId: String(data['sessionId']) }));
 */
export function createTccc(options: TcccOptions): Tccc {
  const { log = console, strict = false } = options;
  const page = options.document ?? (typeof document === 'undefined' ? null : document);
  const key = keyOf(options);
  const saying = createNotes('tccc', () => strict, log);
  const there = page && presentFor(page, key);
  if (there) {
    saying.warn('this seat is in the page already. Initialise once per page');
    return there;
  }
  const facade = new Facade(options, saying, page);
  if (page) facade.onDestroy(settle(page, { tccc: facade.tccc, key, alive: () => facade.alive }));
  facade.start();
  return facade.tccc;
}

function keyOf(options: TcccOptions): SeatKey {
  if ('workstation' in options) return options.workstation;
  // Who does not say who they are may be anybody, so they are nobody who is there already.
  return options.userId === undefined ? {} : JSON.stringify([options.url, String(options.sdkAppId), options.userId]);
}

/** Wires the parts. What it keeps is what the page asked for; everything about sessions is the workstation's. */
class Facade {
  readonly tccc: Tccc;
  readonly #options: TcccOptions;
  readonly #saying: Notes;
  readonly #context: TcccContext;
  readonly #ui: UiRoot | null;
  readonly #stops: (() => void)[] = [];
  #workstation: Workstation | null = null;
  #destroyed = false;
  #failed = false;

  constructor(options: TcccOptions, saying: Notes, page: Document | null) {
    this.#options = options;
    this.#saying = saying;
    const inferred = { ...INFERRED, ...options.inferred };
    const emitter = new TcccEmitter(saying, inferred.replay);
    this.#context = { saying, inferred, emitter, workstation: () => this.#workstation };
    this.#ui = page && options.ui !== false ? new UiRoot(page, () => this.destroy()) : null;
    this.tccc = this.#assemble();
  }

  /** Whether it has a seat, or is about to have one. */
  get alive(): boolean {
    if (this.#destroyed || this.#failed) return false;
    const state = this.#workstation?.getSnapshot().page.connection.state;
    return state !== 'refused' && state !== 'replaced';
  }

  onDestroy(stop: () => void): void {
    this.#stops.push(stop);
  }

  start(): void {
    const options = this.#options;
    if ('workstation' in options) this.#take(options.workstation);
    else void this.#open(() => openSeat(options));
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    for (const stop of this.#stops) stop();
    this.#context.emitter.clear();
    this.#ui?.remove();
    const workstation = this.#workstation;
    this.#workstation = null;
    if (!('workstation' in this.#options)) this.#close(workstation);
  }

  async #open(load: () => Promise<Workstation>): Promise<void> {
    try {
      const workstation = await load();
      if (this.#destroyed) return;
      this.#take(workstation);
      await workstation.connect();
    } catch (error) {
      this.#failed = true;
      if (!this.#destroyed) this.#notOpened(CallstationError.from(error));
    }
  }

  #notOpened(error: CallstationError): void {
    // A centre that refused has been told of by the connection itself.
    const told = this.#workstation?.getSnapshot().page.connection.state === 'refused';
    if (!told) tokenRefused(this.#context.emitter, error);
    this.#saying.failed('the seat could not be opened', error);
  }

  #take(workstation: Workstation): void {
    this.#workstation = workstation;
    const { emitter, inferred } = this.#context;
    this.#stops.push(follow(workstation, emitter, { inferred, everyPage: this.#options.pages === 'all' }));
    this.#ui?.mount(workstation);
  }

  #close(workstation: Workstation | null): void {
    workstation?.close().catch((error: unknown) => this.#saying.failed('the seat could not be closed', error));
  }

  #assemble(): Tccc {
    const context = this.#context;
    const { emitter } = context;
    const events = createEvents(this.#saying.lenient);
    const Call = createCallApi(context);
    const { on, off } = emitter;
    const tccc: Tccc = {
      ...{ events, on, off, Call },
      Chat: createChatApi(context),
      Video: createVideoApi(context),
      Agent: createAgentApi(context),
      Devices: createDevicesApi(context),
      UI: createUiApi(this.#ui, this.#saying),
      Admin: { getSkillGroups: () => settled(() => skillGroups(context)) },
      callOut: (given) => {
        this.#saying.lenient('callOut is the old name of Call.startOutboundCall');
        return Call.startOutboundCall(given);
      },
      overrideButtonConfig: (change) => this.#overrideButtons(change),
      timer: { emitter: { on, off } },
      destroy: () => this.destroy(),
    };
    Object.defineProperty(tccc, 'evens', {
      get: () => {
        this.#saying.lenient('evens is a misspelling of events');
        return events;
      },
    });
    return tccc;
  }

  #overrideButtons(change: unknown): void {
    if (typeof change !== 'function') return this.#saying.warn('overrideButtonConfig() got no function to call');
    const config = allButtons();
    const apply = (changed: unknown): void => {
      // A function that returns nothing has changed what it was given.
      const controls = controlsOf(changed ?? config);
      if (controls === null) this.#saying.warn('overrideButtonConfig() got no { active: [{ type }] }');
      else this.#ui?.show({ controls });
    };
    try {
      apply((change as (config: unknown) => unknown)(config));
    } catch (error) {
      this.#saying.failed('the function of overrideButtonConfig() threw', error);
    }
  }
}

async function skillGroups(context: TcccContext): Promise<{ skillGroupName: string; skillGroupId: string }[]> {
  const groups = await seatOf(context).directory.skillGroups();
  return groups.map(({ id, name }) => ({ skillGroupName: name, skillGroupId: id }));
}
