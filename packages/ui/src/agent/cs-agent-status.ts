import type { AgentSnapshot, SettableStatus } from '@callstation/core/model';
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';

import { Asked } from '../base/asked.ts';
import { CsElement } from '../base/cs-element.ts';
import { Panel } from '../base/panel.ts';
import { agentVerdicts } from '../base/question.ts';
import { timeSince } from '../base/time-since.ts';
import { verdictButton } from '../base/verdict-button.ts';
import { afterCallButtons, afterCallDeadline, isAfterCall } from '../call/after-call.ts';
import { timeLeft } from '../call/call-time.ts';
import { leave, more } from '../icons/icons.ts';
import { buttonStyles } from '../styles/button.ts';
import { fieldStyles } from '../styles/field.ts';
import { panelStyles } from '../styles/panel.ts';
import { rowStyles } from '../styles/rows.ts';
import { statusStyles } from '../styles/status.ts';
import { fill } from '../words/fill.ts';
import { agentStatusStyles } from './agent-status.styles.ts';
import { callerNumber } from './caller-number.ts';
import { choiceList } from './choice-list.ts';
import { phoneMode } from './phone-mode.ts';
import { choiceKey, reasonName, statusChoices } from './status-choices.ts';

const YES = { allowed: true } as const;

/**
 * What the agent is, since when, and what comes after that. A press opens what can be chosen: status, where calls are taken,
 * the number that is shown, and signing out. The work after a call is put off or ended beside it.
 *
 * @element cs-agent-status
 */
export class CsAgentStatus extends CsElement {
  static override properties: PropertyDeclarations = { forAll: { state: true }, number: { state: true } };
  static override styles: CSSResultGroup = [
    CsElement.styles,
    buttonStyles,
    fieldStyles,
    panelStyles,
    rowStyles,
    statusStyles,
    agentStatusStyles,
  ];

  declare protected forAll: boolean;
  declare protected number: string;

  readonly #panel = new Panel<'settings'>(this);
  readonly #ready = (): boolean => this.seen?.page.connection.state === 'ready';
  readonly #reasons = new Asked(this, () => (this.#ready() ? { name: 'breakReasons' } : null));
  readonly #numbers = new Asked(this, () => (this.#ready() && this.#panel.open ? { name: 'numbers' } : null));

  constructor() {
    super();
    this.forAll = false;
    this.number = '';
  }

  protected override render(): TemplateResult {
    const { seen, words, language } = this;
    const agent = seen?.agent;
    return html`<div class="status" part="status-row">
        ${this.#renderCurrent(agent)}
        ${isAfterCall(agent) ? afterCallButtons(seen, words, language, (intent) => void this.ask(intent)) : nothing}
      </div>
      ${agent && this.#panel.open ? this.#renderPanel(agent) : nothing}`;
  }

  #renderCurrent(agent: AgentSnapshot | null | undefined): TemplateResult {
    const { words, language, clockOffset } = this;
    const status = agent?.status ?? 'offline';
    const name = agent ? words.core.agentStatuses[status] : words.ui.disconnected;
    const open = this.#panel.open !== null;
    const content = html`<span class="light" part="status-light" data-status=${status}></span>
      <span class="who"
        ><strong part="name">${name}</strong
        ><span class="quiet" part="detail"
          >${agent ? this.#detail(agent) : nothing} ${agent ? timeOf(agent, clockOffset, language) : nothing}</span
        ></span
      >${more()}`;
    return verdictButton(words, {
      part: 'status',
      label: `${words.ui.changeStatus}: ${name}`,
      content,
      look: 'plain',
      selfNamed: true,
      verdict: agent ? YES : { allowed: false, reason: 'notConnected' },
      opens: { id: 'panel', open },
      press: (event) => this.#panel.toggle('settings', event),
    });
  }

  /** Why a break; or what comes after what is now. */
  #detail(agent: AgentSnapshot): string {
    const { words } = this;
    const { wanted } = agent;
    const name = ({ status, ...of }: SettableStatus | AgentSnapshot): string =>
      status === 'break' && 'reason' in of
        ? reasonName(this.#reasons.data, of.reason)
        : words.core.agentStatuses[status];
    if (agent.status === 'break') return name(agent);
    const same = wanted.status === agent.status || wanted.status === 'idle';
    return same ? '' : fill(words.ui.afterThis, { status: name(wanted) });
  }

  #renderPanel(agent: AgentSnapshot): TemplateResult {
    const { words } = this;
    const verdicts = agentVerdicts(this.seen);
    return html`<div popover="manual" id="panel" part="panel" role="dialog" aria-label=${words.ui.changeStatus}>
      <div class="settings" part="settings" tabindex="-1">
        ${choiceList(words, {
          choices: statusChoices(this.#reasons.data, words),
          verdict: verdicts.setStatus,
          chosen: choiceKey(agent.wanted),
          choose: (status) => void this.#set(status),
        })}
        ${phoneMode(words, {
          phone: agent.phone,
          verdict: verdicts.setPhone,
          number: this.number,
          write: (number) => void (this.number = number),
          choose: (phone) => void this.ask({ scope: 'agent', verb: 'setPhone', phone }),
        })}
        ${callerNumber(words, {
          agent,
          numbers: this.#numbers.data,
          verdict: verdicts.setCallerNumber,
          forAll: this.forAll,
          setForAll: (forAll) => void (this.forAll = forAll),
          choose: (choice) => void this.#show(choice),
        })}
        ${verdictButton(words, {
          part: 'sign-out',
          label: words.ui.signOut,
          icon: leave(),
          verdict: verdicts.setStatus,
          press: () => void this.#set({ status: 'offline' }),
        })}
      </div>
    </div>`;
  }

  async #set(status: SettableStatus): Promise<void> {
    if (await this.ask({ scope: 'agent', verb: 'setStatus', status })) this.#panel.close();
  }

  async #show(choice: string | null | { pool: string }): Promise<void> {
    const asked = { scope: 'agent', verb: 'setCallerNumber', choice } as const;
    await this.ask(this.forAll ? { ...asked, owner: 'app' } : asked);
    this.#numbers.refresh();
  }
}

/** How long it has been so; or how long the work after a call may still take. */
function timeOf(agent: AgentSnapshot, clockOffset: number, language: string): TemplateResult {
  const deadline = isAfterCall(agent) ? afterCallDeadline(agent) : null;
  return deadline === null ? timeSince(agent.since, clockOffset, language) : timeLeft(deadline, clockOffset, language);
}
