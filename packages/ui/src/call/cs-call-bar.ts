import { agentActions, type CallSnapshot, type Verdict } from '@callstation/core/model';
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';

import { avatar } from '../base/avatar.ts';
import { FocusKeeper } from '../base/focus-keeper.ts';
import { Panel } from '../base/panel.ts';
import { verdictButton } from '../base/verdict-button.ts';
import { keypad } from '../icons/icons.ts';
import { avatarStyles } from '../styles/avatar.ts';
import { buttonStyles } from '../styles/button.ts';
import { identityStyles } from '../styles/identity.ts';
import { panelStyles } from '../styles/panel.ts';
import { statusStyles } from '../styles/status.ts';
import { fill } from '../words/fill.ts';
import { afterCallButtons, afterCallDeadline, isAfterCall } from './after-call.ts';
import { CallElement } from './call-element.ts';
import { stateText } from './call-texts.ts';
import { callTime, timeLeft } from './call-time.ts';
import { callBarStyles } from './call-bar.styles.ts';
import { CONTROL_PARTS } from './exported-parts.ts';
import { identity, phaseText, recordingDot } from './identity.ts';

const statusLight = (status = 'offline'): TemplateResult =>
  html`<span class="light" part="status-light" data-status=${status} aria-hidden="true"></span>`;
const NOT_YET: Verdict = { allowed: false, reason: 'notConnected' };

/**
 * The whole seat in one bar: who is on the line and what can be done; between calls the agent's status and the keypad; after
 * them the work that is left. As high with a call as without.
 *
 * @element cs-call-bar
 */
export class CsCallBar extends CallElement {
  static override properties: PropertyDeclarations = {
    controls: {},
    noStatus: { type: Boolean, attribute: 'no-status' },
  };
  static override styles: CSSResultGroup = [
    CallElement.styles,
    buttonStyles,
    avatarStyles,
    identityStyles,
    panelStyles,
    statusStyles,
    callBarStyles,
  ];

  /** Which controls to show, by verb: `dial hold mute transfer hangup`. Without it, all. */
  declare controls: string | null;

  /** Whether the status is shown elsewhere: between calls it then says who the agent is. */
  declare noStatus: boolean;

  readonly #panel = new Panel<'dial'>(this);

  constructor() {
    super();
    this.controls = null;
    this.noStatus = false;
    new FocusKeeper(this, '.bar');
  }

  protected override willUpdate(): void {
    if (this.call && this.#panel.open) this.#panel.close({ focus: false });
  }

  protected override render(): TemplateResult {
    const { call, seen } = this;
    const phase = call?.phase ?? 'none';
    const idle = !call && !isAfterCall(seen?.agent);
    return html`<section
        class="bar surface"
        part="bar"
        tabindex="-1"
        aria-label=${this.words.ui.callBar}
        data-phase=${phase}
      >
        ${call ? this.#renderCall(call) : this.#renderAgent()}
      </section>
      ${idle ? this.#renderPanel() : nothing}`;
  }

  #renderCall(call: CallSnapshot): TemplateResult {
    const { words, language, clockOffset } = this;
    const left = this.#workIsLeft(call);
    return html`<div class="identity" part="identity">
        ${identity(call, words)}
        <div class="state">
          <span class="state-line"
            >${this.#others()} ${phaseText(left ? words.core.agentStatuses['wrap-up'] : stateText(call, words))}</span
          >
          <span class="state-line">
            ${recordingDot(call, words)} ${left ? this.#timeLeft() : callTime(call, clockOffset, language)}
          </span>
        </div>
      </div>
      ${left ? this.#renderAfterCall() : this.#renderControls(call)}`;
  }

  #renderControls({ id }: CallSnapshot): TemplateResult {
    return html`<cs-call-controls
      compact
      exportparts=${CONTROL_PARTS}
      .snapshot=${this.snapshot}
      .callId=${id}
      .controls=${this.controls}
    ></cs-call-controls>`;
  }

  #renderAgent(): TemplateResult {
    const { seen, words } = this;
    const agent = seen?.agent;
    if (isAfterCall(agent)) {
      return html`<div class="identity" part="identity">
          <div class="who"><strong class="name" part="name">${words.core.agentStatuses['wrap-up']}</strong></div>
          ${this.#timeLeft()}
        </div>
        ${this.#renderAfterCall()}`;
    }
    const person = this.noStatus && agent ? agent.name : null;
    const status = agent ? words.core.agentStatuses[agent.status] : this.#connection();
    const detail = !person && agent?.status === 'break' ? agent.reason : this.#hint();
    return html`<div class="identity" part="identity">
        ${person ? avatar(person) : statusLight(agent?.status)}
        <div class="who">
          <strong class="name" part="name">${person ?? status}</strong>
          <span class="detail quiet" part="detail"><span>${detail}</span></span>
        </div>
      </div>
      ${this.#shows('dial') ? this.#renderDial() : nothing}`;
  }

  #renderDial(): TemplateResult {
    const { words } = this;
    const open = this.#panel.open === 'dial';
    return html`<div class="buttons">
      ${verdictButton(words, {
        part: 'dial',
        label: words.core.agentVerbs.dial,
        icon: keypad(),
        look: open ? 'on' : undefined,
        verdict: this.#dialVerdict(),
        opens: { id: 'panel', open },
        press: (event) => this.#panel.toggle('dial', event),
      })}
    </div>`;
  }

  #renderPanel(): TemplateResult | typeof nothing {
    if (this.#panel.open === null) return nothing;
    const { core } = this.words;
    const done = (): void => this.#panel.close();
    return html`<div
      popover="manual"
      id="panel"
      part="panel"
      role="dialog"
      aria-label=${core.agentVerbs.dial}
      @cs-done=${done}
    >
      <cs-dial-pad
        colleagues
        exportparts="field, key, erase, dial, choice, mobile"
        .snapshot=${this.snapshot}
      ></cs-dial-pad>
    </div>`;
  }

  #renderAfterCall(): TemplateResult {
    const { seen, words, language } = this;
    return html`<div class="buttons" part="after-call" role="group" aria-label=${words.core.agentStatuses['wrap-up']}>
      ${afterCallButtons(seen, words, language, (intent) => void this.ask(intent))}
    </div>`;
  }

  #timeLeft(): TemplateResult | typeof nothing {
    const agent = this.seen?.agent;
    const deadline = agent ? afterCallDeadline(agent) : null;
    return deadline === null ? nothing : timeLeft(deadline, this.clockOffset, this.language);
  }

  /** A single ended call is done with the work after it; of several, each on its own. */
  #workIsLeft(call: CallSnapshot): boolean {
    const ended = this.seen?.sessions.filter(({ phase }) => phase === 'ended') ?? [];
    return call.phase === 'ended' && isAfterCall(this.seen?.agent) && ended.length === 1;
  }

  #others(): TemplateResult | typeof nothing {
    const live = this.seen?.sessions.filter(({ kind, phase }) => kind !== 'im' && phase !== 'ended') ?? [];
    if (live.length < 2) return nothing;
    return html`<span class="more" part="others" data-count=${live.length - 1}
      ><span class="unseen">${fill(this.words.ui.moreCalls, { count: live.length - 1 })}</span></span
    >`;
  }

  #connection(): string {
    const { ui } = this.words;
    return this.seen?.page.connection.state === 'connecting' ? ui.connecting : ui.disconnected;
  }

  #hint(): string {
    const { ui } = this.words;
    return this.seen?.agent?.status === 'idle' ? ui.callsCome : ui.noCallsCome;
  }

  #shows(control: string): boolean {
    return this.controls === null || this.controls.split(/[\s,]+/u).includes(control);
  }

  #dialVerdict(): Verdict {
    const { agent, sessions, capabilities, page } = this.seen ?? {};
    if (!agent || !sessions || !capabilities || !page) return NOT_YET;
    return agentActions({ agent, sessions, capabilities, page }).dial;
  }
}
