import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';

import { CsElement } from '../base/cs-element.ts';
import type { SelectEvent } from '../base/select-event.ts';
import type { LoggedCall } from '../base/watch-event.ts';
import { more } from '../icons/icons.ts';
import { panelStyles } from '../styles/panel.ts';
import { workbenchStyles } from './workbench.styles.ts';

type Section = 'log' | 'devices' | 'board';

/**
 * The whole seat on one surface, from 320 px to a desktop: call bar, sessions, the call, notes, recent calls, devices, and
 * for who may see it the board.
 *
 * @element cs-workbench
 */
export class CsWorkbench extends CsElement {
  static override properties: PropertyDeclarations = {
    echoNumber: { attribute: 'echo-number' },
    records: { attribute: false },
    controls: {},
    chosen: { state: true },
    open: { state: true },
  };
  static override styles: CSSResultGroup = [CsElement.styles, panelStyles, workbenchStyles];

  /** As of `<cs-device-check>`. */
  declare echoNumber: string | null;
  /** As of `<cs-call-log>`. */
  declare records: readonly LoggedCall[];
  /** As of `<cs-call-bar>`. */
  declare controls: string | null;
  declare protected chosen: string | null;
  declare protected open: readonly Section[];

  constructor() {
    super();
    this.echoNumber = null;
    this.records = [];
    this.controls = null;
    this.chosen = null;
    this.open = ['log'];
  }

  /** What was chosen counts for as long as it is there. */
  get #shown(): string | null {
    return this.seen?.sessions.some(({ id }) => id === this.chosen) ? this.chosen : null;
  }

  protected override render(): TemplateResult {
    const { words, snapshot, seen } = this;
    const { ui } = words;
    const shown = this.#shown;
    const several = (seen?.sessions.length ?? 0) > 1;
    return html`<div class="bench" part="bench" role="group" aria-label=${ui.workbench}>
      <cs-call-bar
        part="call-bar"
        no-status
        .snapshot=${snapshot}
        .callId=${shown}
        .controls=${this.controls}
      ></cs-call-bar>
      <div class="columns">
        <div part="work">
          ${
            several
              ? html`<section class="box surface" aria-label=${ui.sessions}>
                  <cs-session-list
                    part="sessions"
                    .snapshot=${snapshot}
                    .callId=${shown}
                    @cs-select=${({ id }: SelectEvent) => void (this.chosen = id)}
                  ></cs-session-list>
                </section>`
              : nothing
          }
          <cs-call-card part="card" controls="none" .snapshot=${snapshot} .callId=${shown}></cs-call-card>
          <cs-notes part="notes" .snapshot=${snapshot} .callId=${shown}></cs-notes>
        </div>
        <div part="side">
          <section class="box surface"><cs-agent-status part="status" .snapshot=${snapshot}></cs-agent-status></section>
          ${this.#section(
            'log',
            ui.callLog,
            () => html`<cs-call-log part="log" .snapshot=${snapshot} .records=${this.records}></cs-call-log>`,
          )}
          ${this.#section(
            'devices',
            ui.devices,
            () =>
              html`<cs-device-picker part="devices" .snapshot=${snapshot}></cs-device-picker
                ><cs-device-check part="check" .snapshot=${snapshot} .echoNumber=${this.echoNumber}></cs-device-check>`,
          )}
        </div>
      </div>
      ${
        seen?.agent?.rights.includes('board')
          ? this.#section(
              'board',
              ui.board,
              () => html`<cs-supervisor-board part="board" .snapshot=${snapshot}></cs-supervisor-board>`,
            )
          : nothing
      }
    </div>`;
  }

  /** What is closed is not there: it asks nothing and watches nothing. */
  #section(name: Section, title: string, inside: () => TemplateResult): TemplateResult {
    const open = this.open.includes(name);
    const toggle = ({ currentTarget }: Event): void => {
      const others = this.open.filter((one) => one !== name);
      this.open = (currentTarget as HTMLDetailsElement).open ? [...others, name] : others;
    };
    return html`<details class="surface" part="section" ?open=${open} @toggle=${toggle}>
      <summary>${title} ${more()}</summary>
      ${open ? inside() : nothing}
    </details>`;
  }
}
