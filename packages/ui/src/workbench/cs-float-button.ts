import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';

import { CsElement } from '../base/cs-element.ts';
import { verdictButton } from '../base/verdict-button.ts';
import type { LoggedCall } from '../base/watch-event.ts';
import { close, seat } from '../icons/icons.ts';
import { buttonStyles } from '../styles/button.ts';
import { statusStyles } from '../styles/status.ts';
import { Drag } from './drag.ts';
import { floatButtonStyles } from './float-button.styles.ts';
import { readPlace, writePlace, type PlaceStore } from './place-store.ts';

/**
 * A round button over the page that opens the workbench: at the bottom, until it is dragged, or moved by arrow keys, to
 * somewhere else. It stays in sight, and remembers its place.
 *
 * @element cs-float-button
 */
export class CsFloatButton extends CsElement {
  static override properties: PropertyDeclarations = {
    open: { type: Boolean, reflect: true },
    echoNumber: { attribute: 'echo-number' },
    storageKey: { attribute: 'storage-key' },
    storage: { attribute: false },
    records: { attribute: false },
    controls: {},
  };
  static override styles: CSSResultGroup = [CsElement.styles, buttonStyles, statusStyles, floatButtonStyles];

  /** Whether the workbench is open. */
  declare open: boolean;
  /** As of `<cs-device-check>`. */
  declare echoNumber: string | null;
  /** Under which name the place is remembered. */
  declare storageKey: string;
  /** Where the place is remembered: `localStorage`, unless it is given. */
  declare storage: PlaceStore | null;
  /** As of `<cs-call-log>`. */
  declare records: readonly LoggedCall[];
  /** As of `<cs-call-bar>`. */
  declare controls: string | null;

  readonly #drag = new Drag(this, '.float', (place) => writePlace(this.storage, this.storageKey, place));

  constructor() {
    super();
    this.open = false;
    this.echoNumber = null;
    this.storageKey = 'callstation.float';
    this.storage = null;
    this.records = [];
    this.controls = null;
  }

  protected override firstUpdated(): void {
    this.#drag.place = readPlace(this.storage, this.storageKey);
    this.#drag.hostUpdated();
  }

  protected override render(): TemplateResult {
    const { words, seen } = this;
    const { ui, core } = words;
    const status = seen?.agent?.status ?? 'offline';
    const live = seen?.sessions.filter(({ phase }) => phase !== 'ended') ?? [];
    const rings = live.some(({ phase }) => phase === 'offered');
    const said = rings ? core.callPhases.offered : core.agentStatuses[status];
    return html`<button
        type="button"
        class="float button ${rings ? 'positive' : 'primary'}"
        part="button float"
        data-phase=${rings ? 'offered' : 'none'}
        aria-label="${this.open ? ui.closeSeat : ui.openSeat}, ${said}"
        title=${`${this.open ? ui.closeSeat : ui.openSeat}. ${ui.moveHint}`}
        aria-expanded=${String(this.open)}
        aria-controls=${this.open ? 'sheet' : nothing}
        @pointerdown=${this.#drag.down}
        @pointermove=${this.#drag.move}
        @pointerup=${this.#drag.up}
        @pointercancel=${this.#drag.up}
        @keydown=${this.#drag.key}
        @click=${this.#press}
      >
        ${seat()}<span class="light" part="status-light" data-status=${status}></span>
        ${live.length > 0 ? html`<span class="badge numeric" part="badge" data-count=${live.length}></span>` : nothing}
      </button>
      ${this.open ? this.#renderSheet() : nothing}`;
  }

  #renderSheet(): TemplateResult {
    const { words } = this;
    const { ui } = words;
    return html`<div
      class="sheet"
      id="sheet"
      part="sheet"
      role="dialog"
      tabindex="-1"
      aria-label=${ui.workbench}
      @keydown=${this.#escape}
    >
      <header part="header">
        <h2>${ui.workbench}</h2>
        ${verdictButton(words, {
          part: 'close',
          label: ui.closeSeat,
          content: close(),
          look: 'plain',
          verdict: { allowed: true },
          press: () => this.#close(),
        })}
      </header>
      <cs-workbench
        part="workbench"
        .snapshot=${this.snapshot}
        .echoNumber=${this.echoNumber}
        .records=${this.records}
        .controls=${this.controls}
      ></cs-workbench>
    </div>`;
  }

  readonly #press = async (): Promise<void> => {
    if (this.#drag.dragged) return;
    this.open = !this.open;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.sheet')?.focus();
  };

  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.defaultPrevented) this.#close();
  };

  #close(): void {
    this.open = false;
    this.renderRoot.querySelector<HTMLElement>('.float')?.focus();
  }
}
