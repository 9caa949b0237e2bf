import { CallstationError } from '@callstation/core';
import { agentActions, type CallSnapshot, type Verdict } from '@callstation/core/model';
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';

import { Asked } from '../base/asked.ts';
import { IntentEvent } from '../base/intent-event.ts';
import { verdictButton } from '../base/verdict-button.ts';
import { answer, erase, mobile } from '../icons/icons.ts';
import { avatarStyles } from '../styles/avatar.ts';
import { buttonStyles } from '../styles/button.ts';
import { fieldStyles } from '../styles/field.ts';
import { rowStyles } from '../styles/rows.ts';
import { fill } from '../words/fill.ts';
import { CallElement } from './call-element.ts';
import { colleagueList, matching, reachable, type Colleague } from './colleagues.ts';
import { dialPadStyles } from './dial-pad.styles.ts';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;
const LETTERS = ['', 'ABC', 'DEF', 'GHI', 'JKL', 'MNO', 'PQRS', 'TUV', 'WXYZ', '', '+', ''] as const;
const YES: Verdict = { allowed: true };
const NOT_YET: Verdict = { allowed: false, reason: 'notConnected' };
const SHOWN = 16;

const talks = (call: CallSnapshot | null): boolean =>
  call?.phase === 'active' || call?.phase === 'dialing' || call?.phase === 'alerting';

/**
 * Twelve keys: they dial a number, or send digits where there is a call. `colleagues` lists who else can be called.
 *
 * @element cs-dial-pad
 * @fires cs-done When a call was made.
 */
export class CsDialPad extends CallElement {
  static override properties: PropertyDeclarations = {
    value: {},
    colleagues: { type: Boolean },
    sent: { state: true },
    wrong: { state: true },
  };
  static override styles: CSSResultGroup = [
    CallElement.styles,
    buttonStyles,
    fieldStyles,
    avatarStyles,
    rowStyles,
    dialPadStyles,
  ];

  /** The number in the field. */
  declare value: string;
  /** Whether colleagues are listed below. */
  declare colleagues: boolean;
  declare protected sent: string;
  declare protected wrong: boolean;

  readonly #agents = new Asked(this, () =>
    this.colleagues && this.seen?.page.connection.state === 'ready' ? { name: 'agents' } : null,
  );

  constructor() {
    super();
    this.value = '';
    this.colleagues = false;
    this.sent = '';
    this.wrong = false;
  }

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('input, .keys')?.focus(options);
  }

  /** Where keys go: into the call, or into the field. */
  get #live(): CallSnapshot | null {
    return talks(this.call) ? this.call : null;
  }

  protected override render(): TemplateResult {
    const { words } = this;
    const live = this.#live;
    const verdict = live ? this.actions.sendDigits : YES;
    return html`${live ? this.#renderSent() : this.#renderField()}
      <div class="keys" part="keys" role="group" tabindex="-1" aria-label=${words.ui.keys} @keydown=${this.#typed}>
        ${KEYS.map((key, at) => {
          const label = key === '*' ? words.ui.star : key === '#' ? words.ui.hash : key;
          const content = html`<b data-letters=${LETTERS[at]}>${key}</b>`;
          return verdictButton(words, { part: 'key', label, content, verdict, press: () => this.#press(key) });
        })}
      </div>
      ${live ? nothing : this.#renderCall()} ${this.colleagues && !live ? this.#renderColleagues() : nothing}`;
  }

  #renderSent(): TemplateResult {
    return html`<output class="sent numeric" part="sent" aria-label=${this.words.ui.sent}
      >${this.sent || '\u00a0'}</output
    >`;
  }

  #renderField(): TemplateResult {
    const { ui } = this.words;
    const press = (): void => this.#write(this.value.slice(0, -1));
    return html`<form class="field" part="number" id="form" @submit=${this.#submit}>
      <label for="number">${this.colleagues ? ui.nameOrNumber : ui.number}</label>
      <div class="field-row">
        <input
          id="number"
          part="field"
          type=${this.colleagues ? 'text' : 'tel'}
          autocomplete="off"
          enterkeyhint="go"
          aria-invalid=${String(this.wrong)}
          aria-describedby=${this.wrong ? 'wrong' : nothing}
          .value=${this.value}
          @input=${({ target }: Event) => this.#write((target as HTMLInputElement).value)}
        />
        ${verdictButton(this.words, { part: 'erase', label: ui.erase, content: erase(), verdict: YES, look: 'plain', press })}
      </div>
      ${this.wrong ? html`<p class="wrong" id="wrong" role="alert">${ui.noNumber}</p>` : nothing}
    </form>`;
  }

  #renderCall(): TemplateResult {
    const { words } = this;
    const press = (): void => void this.#dial();
    return verdictButton(words, {
      part: 'dial',
      label: words.core.agentVerbs.dial,
      icon: answer(),
      look: 'positive',
      verdict: this.#verdict('dial'),
      press,
    });
  }

  #renderColleagues(): TemplateResult {
    const { words } = this;
    const me = this.seen?.agent?.id;
    const all = (this.#agents.data ?? []).filter(({ id }) => id !== me);
    return colleagueList(words, {
      asked: this.#agents,
      colleagues: matching(all, this.value),
      label: ({ name }) => fill(words.ui.callName, { name }),
      verdict: (colleague) => reachable(this.#verdict('dialAgent'), colleague),
      choose: (colleague) => void this.#callColleague(colleague),
      more: (colleague) => this.#mobile(colleague),
    });
  }

  /** Who is not at the desk may still be at their mobile phone. */
  #mobile(colleague: Colleague): TemplateResult {
    return verdictButton(this.words, {
      part: 'mobile',
      look: 'plain',
      label: fill(this.words.ui.callMobile, { name: colleague.name }),
      content: mobile(),
      verdict: this.#verdict('dialAgent'),
      press: () => void this.#callColleague(colleague, true),
    });
  }

  #verdict(verb: 'dial' | 'dialAgent'): Verdict {
    const { agent, sessions, capabilities, page } = this.seen ?? {};
    if (!agent || !sessions || !capabilities || !page) return NOT_YET;
    return agentActions({ agent, sessions, capabilities, page })[verb];
  }

  #write(value: string): void {
    this.value = value;
    this.wrong = false;
  }

  #press(key: string): void {
    const live = this.#live;
    if (!live) return this.#write(this.value + key);
    this.sent = (this.sent + key).slice(-SHOWN);
    void this.ask({ scope: 'call', verb: 'sendDigits', id: live.id, digits: key });
  }

  /** Typed digits count too, while the focus is on the keys. */
  readonly #typed = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || !KEYS.some((key) => key === event.key)) return;
    event.preventDefault();
    if (!this.#live || this.actions.sendDigits.allowed) this.#press(event.key);
  };

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    void this.#dial();
  };

  async #dial(): Promise<void> {
    const to = this.value.trim();
    if (to === '') return this.focus();
    if (!this.#verdict('dial').allowed) return;
    const event = new IntentEvent({ scope: 'agent', verb: 'dial', to }, { explains: 'invalidArgument' });
    this.dispatchEvent(event);
    try {
      await event.response;
      if (event.response) this.#done();
    } catch (error) {
      if (!(error instanceof CallstationError) || error.code !== 'invalidArgument') return;
      this.wrong = true;
      this.focus();
    }
  }

  async #callColleague({ id }: Colleague, useMobile = false): Promise<void> {
    const asked = { scope: 'agent', verb: 'dialAgent', agent: id } as const;
    if (await this.ask(useMobile ? { ...asked, useMobile } : asked)) this.#done();
  }

  #done(): void {
    this.value = '';
    this.dispatchEvent(new Event('cs-done', { bubbles: true }));
  }
}
