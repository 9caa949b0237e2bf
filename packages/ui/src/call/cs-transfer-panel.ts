import type { Target, Verdict } from '@callstation/core/model';
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';

import { Asked } from '../base/asked.ts';
import { verdictButton } from '../base/verdict-button.ts';
import { group, menu } from '../icons/icons.ts';
import { avatarStyles } from '../styles/avatar.ts';
import { buttonStyles } from '../styles/button.ts';
import { fieldStyles } from '../styles/field.ts';
import { rowStyles } from '../styles/rows.ts';
import { fill } from '../words/fill.ts';
import { CallElement } from './call-element.ts';
import { colleagueList, matching, reachable, type Colleague } from './colleagues.ts';
import { transferPanelStyles } from './transfer-panel.styles.ts';

/** The verbs that need somebody to be chosen. */
export type BringIn = 'transfer' | 'consult' | 'conference';
const VERBS = ['transfer', 'consult', 'conference'] as const satisfies readonly BringIn[];

/**
 * Whom to bring into a call, or to send it to: a colleague, a number, and for a transfer a skill group or a place in a menu.
 *
 * @element cs-transfer-panel
 * @fires cs-done When somebody was asked, and the panel has done its work.
 */
export class CsTransferPanel extends CallElement {
  static override properties: PropertyDeclarations = {
    verb: {},
    targets: { attribute: false },
    chosen: { state: true },
    typed: { state: true },
    stays: { state: true },
  };
  static override styles: CSSResultGroup = [
    CallElement.styles,
    buttonStyles,
    fieldStyles,
    avatarStyles,
    rowStyles,
    transferPanelStyles,
  ];

  /** `transfer`, `consult` or `conference`; without it the panel lets choose. */
  declare verb: BringIn | null;
  /** Which may be chosen: `agent`, `number`, `skillGroup`, `ivr`. Without it, all. */
  declare targets: readonly string[] | null;
  declare protected chosen: BringIn;
  declare protected typed: string;
  declare protected stays: boolean;

  readonly #ready = (): boolean => this.seen?.page.connection.state === 'ready';
  readonly #agents = new Asked(this, () => (this.#ready() ? { name: 'agents' } : null));
  readonly #groups = new Asked(this, () => (this.#ready() ? { name: 'skillGroups' } : null));
  readonly #menus = new Asked(this, () => (this.#ready() ? { name: 'ivrs' } : null));

  constructor() {
    super();
    this.verb = null;
    this.targets = null;
    this.chosen = 'transfer';
    this.typed = '';
    this.stays = false;
  }

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('input, button')?.focus(options);
  }

  get #verb(): BringIn {
    return this.verb ?? this.chosen;
  }

  get #verdict(): Verdict {
    return this.actions[this.#verb];
  }

  protected override render(): TemplateResult {
    const transfers = this.#verb === 'transfer';
    const to = (target: string): boolean => this.targets?.includes(target) ?? true;
    return html`${this.verb === null ? this.#renderVerbs() : nothing} ${to('number') ? this.#renderNumber() : nothing}
    ${to('agent') ? this.#renderColleagues() : nothing}
    ${transfers && to('skillGroup') ? this.#renderGroups() : nothing}
    ${transfers && to('ivr') ? this.#renderMenus() : nothing}`;
  }

  #renderVerbs(): TemplateResult {
    const { words } = this;
    return html`<div class="segments" part="verbs" role="group" aria-label=${words.ui.bringIn}>
      ${VERBS.map((verb) => {
        const chosen = verb === this.#verb;
        const press = (): void => void (this.chosen = verb);
        return this.verbButton(verb, {
          press,
          pressed: chosen,
          look: chosen ? 'on' : undefined,
          verdict: { allowed: true },
        });
      })}
    </div>`;
  }

  #renderNumber(): TemplateResult {
    const { words, typed } = this;
    const input = ({ target }: Event): void => void (this.typed = (target as HTMLInputElement).value);
    return html`<form class="field" part="number" @submit=${this.#submit}>
      <label for="number">${words.ui.nameOrNumber}</label>
      <div class="field-row">
        <input
          id="number"
          part="field"
          type="text"
          autocomplete="off"
          enterkeyhint="go"
          .value=${typed}
          @input=${input}
        />
        ${this.verbButton(this.#verb, { part: 'submit', look: 'primary', submits: true })}
      </div>
    </form>`;
  }

  #renderColleagues(): TemplateResult {
    const { words } = this;
    return colleagueList(words, {
      asked: this.#agents,
      colleagues: matching(this.#colleagues(), this.typed),
      label: ({ name }) => this.#label(name),
      verdict: (colleague) => reachable(this.#verdict, colleague),
      choose: ({ id }) => void this.#choose({ agent: id }),
    });
  }

  /** A queue can take a customer, but nobody can talk to it. */
  #renderGroups(): TemplateResult | typeof nothing {
    const groups = matching(this.#groups.data ?? [], this.typed);
    if (groups.length === 0) return nothing;
    return html`<div class="section" part="groups">
      <h3>${this.words.ui.skillGroups}</h3>
      <div class="chips">${groups.map(({ id, name }) => this.#chip(name, name, group(), { skillGroup: id }))}</div>
    </div>`;
  }

  #renderMenus(): TemplateResult | typeof nothing {
    const menus = (this.#menus.data ?? []).map((one) => ({ ...one, nodes: matching(one.nodes, this.typed) }));
    if (menus.every(({ nodes }) => nodes.length === 0)) return nothing;
    const { ui } = this.words;
    const agentLeg = this.stays ? 'wait' : 'hangup';
    const change = ({ target }: Event): void => void (this.stays = (target as HTMLInputElement).checked);
    return html`<div class="section" part="menus">
      <h3>${ui.menu}</h3>
      <label class="check"><input type="checkbox" .checked=${this.stays} @change=${change} />${ui.stayOnLine}</label>
      ${menus.map(
        ({ id: ivr, name: of, nodes }) =>
          html`<div class="chips" role="group" aria-label=${of}>
            ${nodes.map(({ id: node, name }) => this.#chip(name, `${of}: ${name}`, menu(), { ivr, node, agentLeg }))}
          </div>`,
      )}
    </div>`;
  }

  #chip(shown: string, name: string, icon: TemplateResult, to: Target): TemplateResult {
    return verdictButton(this.words, {
      part: 'choice',
      label: this.#label(name),
      content: html`${icon}<span>${shown}</span>`,
      verdict: this.#verdict,
      press: () => void this.#choose(to),
    });
  }

  #label(name: string): string {
    const { ui } = this.words;
    return fill({ transfer: ui.transferTo, consult: ui.consultWith, conference: ui.addToCall }[this.#verb], { name });
  }

  /** Those who are not in the call already. */
  #colleagues(): Colleague[] {
    const { call } = this;
    const others = call?.phase === 'active' ? call.others : [];
    const inCall = [this.seen?.agent?.id, call?.peer.agentId, ...others.map(({ agentId }) => agentId)];
    return (this.#agents.data ?? []).filter(({ id }) => !inCall.includes(id));
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    const number = this.typed.trim();
    if (!/\d/u.test(number)) this.focus();
    else if (this.#verdict.allowed) void this.#choose({ number });
  };

  async #choose(to: Target): Promise<void> {
    const { call } = this;
    if (!call || !(await this.ask({ scope: 'call', verb: this.#verb, id: call.id, to }))) return;
    this.typed = '';
    this.dispatchEvent(new Event('cs-done', { bubbles: true }));
  }
}
