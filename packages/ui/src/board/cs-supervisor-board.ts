import type { Board, CallstationError, SupervisorActionMap } from '@callstation/core';
import { supervisorActions, SUPERVISOR_VERBS, type BoardAgent, type CallSnapshot } from '@callstation/core/model';
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

import { choiceList } from '../agent/choice-list.ts';
import { reasonName, statusChoices } from '../agent/status-choices.ts';
import { Asked } from '../base/asked.ts';
import { avatar } from '../base/avatar.ts';
import { CsElement } from '../base/cs-element.ts';
import { errorText } from '../base/error-text.ts';
import type { AgentIntent } from '../base/intents.ts';
import { partyName } from '../base/names.ts';
import { Panel } from '../base/panel.ts';
import { agentVerdicts, questionOf } from '../base/question.ts';
import { timeSince } from '../base/time-since.ts';
import { verdictButton } from '../base/verdict-button.ts';
import { Watched } from '../base/watched.ts';
import { leave, more } from '../icons/icons.ts';
import { avatarStyles } from '../styles/avatar.ts';
import { buttonStyles } from '../styles/button.ts';
import { identityStyles } from '../styles/identity.ts';
import { panelStyles } from '../styles/panel.ts';
import { rowStyles } from '../styles/rows.ts';
import { statusStyles } from '../styles/status.ts';
import { fill } from '../words/fill.ts';
import { boardQueue } from './board-queue.ts';
import { superviseVerbs } from './supervise-verbs.ts';
import { supervisorBoardStyles } from './supervisor-board.styles.ts';

/**
 * What a supervisor sees: who waits, who does what, and what can be done about it. Needs the right `board`.
 *
 * @element cs-supervisor-board
 */
export class CsSupervisorBoard extends CsElement {
  static override properties: PropertyDeclarations = { board: { attribute: false }, error: { state: true } };
  static override styles: CSSResultGroup = [
    CsElement.styles,
    buttonStyles,
    avatarStyles,
    identityStyles,
    panelStyles,
    rowStyles,
    statusStyles,
    supervisorBoardStyles,
  ];

  /** The newest board; given by a page, where there is no root. */
  declare board: Board | null;
  declare protected error: CallstationError | null;

  readonly #panel = new Panel<string>(this);
  readonly #reasons = new Asked(this, () => (this.#ready() ? { name: 'breakReasons' } : null));

  constructor() {
    super();
    this.board = null;
    this.error = null;
    const next = (board: Board): void => void ([this.board, this.error] = [board, null]);
    const failed = (error: CallstationError): void => void (this.error = error);
    new Watched(this, () => (agentVerdicts(this.seen).watchBoard.allowed ? { name: 'board', next, failed } : null));
  }

  #ready(): boolean {
    return this.seen?.page.connection.state === 'ready';
  }

  protected override render(): TemplateResult {
    const { board, words, language, clockOffset, seen } = this;
    const { ui } = words;
    const others = board?.agents.filter(({ id }) => id !== seen?.agent?.id) ?? [];
    const problem = this.#problem();
    return html`<section class="board" part="board" aria-label=${ui.board} aria-busy=${String(!board && !problem)}>
        ${problem ? html`<p class="problem quiet" part="problem">${problem}</p>` : nothing}
        ${!board && !problem ? html`<p class="quiet">${ui.boardComes}</p>` : nothing}
        ${
          board && board.queues.length > 0
            ? html`<ul class="queues" part="queues" aria-label=${ui.queues}>
                ${repeat(
                  board.queues,
                  ({ id }) => id,
                  (queue) => boardQueue(queue, words, language, clockOffset),
                )}
              </ul>`
            : nothing
        }
        ${board && others.length === 0 ? html`<p class="quiet">${ui.nobodyYet}</p>` : nothing}
        <ul class="agents" part="agents" aria-label=${ui.agents}>
          ${repeat(
            awayLast(others),
            ({ id }) => id,
            (agent) => this.#row(agent),
          )}
        </ul>
      </section>
      ${this.#renderPanel(others)}`;
  }

  /** Why there is no board. */
  #problem(): string | null {
    const { core } = this.words;
    const verdict = agentVerdicts(this.seen).watchBoard;
    if (!this.board && this.seen?.agent && !verdict.allowed) return core.blockReasons[verdict.reason];
    return this.error ? errorText(this.error, this.words) : null;
  }

  #row(agent: BoardAgent): TemplateResult {
    const { words, language, clockOffset } = this;
    const { id, name, status, since } = agent;
    const mine = this.#mine(agent);
    return html`<li class="agent surface" part="agent" data-agent=${id} data-supervised=${String(mine !== undefined)}>
      <div class="line">
        ${avatar(name)}
        <div class="who">
          <strong class="name" part="name">${name}</strong>
          <span class="detail quiet" part="detail"><span>${this.#doing(agent)}</span></span>
        </div>
        <span class="pill" part="status" data-status=${status}
          >${words.core.agentStatuses[status]} ${timeSince(since, clockOffset, language)}</span
        >
      </div>
      ${
        mine?.supervises
          ? html`<p class="info" part="who-hears" data-mode=${mine.supervises.mode}>
              ${words.core.supervision[mine.supervises.mode]}
            </p>`
          : nothing
      }
      ${status === 'offline' ? nothing : this.#verbs(agent, mine)}
    </li>`;
  }

  #verbs(agent: BoardAgent, mine: CallSnapshot | undefined): TemplateResult {
    const { words } = this;
    const verdicts = this.#verdicts(agent);
    const open = this.#panel.open === agent.id;
    return html`<div class="does">
      ${superviseVerbs(words, { agent, mine, verdicts, ask: (intent) => void this.ask(intent) })}
      ${verdictButton(words, {
        part: 'setAgentStatus',
        label: `${words.core.agentVerbs.setStatus}: ${agent.name}`,
        content: html`<span class="label">${words.core.agentVerbs.setStatus}</span>${more()}`,
        verdict: verdicts.setAgentStatus,
        opens: { id: 'panel', open },
        press: (event) => this.#panel.toggle(agent.id, event),
      })}
    </div>`;
  }

  #renderPanel(agents: readonly BoardAgent[]): TemplateResult | typeof nothing {
    const agent = agents.find(({ id }) => id === this.#panel.open);
    if (!agent) return nothing;
    const { words } = this;
    const verdicts = this.#verdicts(agent);
    const label = fill(words.ui.statusOf, { name: agent.name });
    return html`<div popover="manual" id="panel" part="panel" role="dialog" aria-label=${label}>
      <div class="manage" part="manage" tabindex="-1">
        <h3>${label}</h3>
        ${choiceList(words, {
          choices: statusChoices(this.#reasons.data, words),
          verdict: verdicts.setAgentStatus,
          choose: (status) => void this.#do({ scope: 'agent', verb: 'setAgentStatus', agent: agent.id, status }),
        })}
        ${verdictButton(words, {
          part: 'logoutAgent',
          label: fill(words.ui.signNameOut, { name: agent.name }),
          icon: leave(),
          verdict: verdicts.logoutAgent,
          press: () => void this.#do({ scope: 'agent', verb: 'logoutAgent', agent: agent.id }),
        })}
      </div>
    </div>`;
  }

  async #do(intent: AgentIntent): Promise<void> {
    if (await this.ask(intent)) this.#panel.close();
  }

  #mine({ id }: BoardAgent): CallSnapshot | undefined {
    return this.seen?.sessions.find(
      (session): session is CallSnapshot =>
        session.kind !== 'im' &&
        session.role === 'supervisor' &&
        session.phase !== 'ended' &&
        session.peer.agentId === id,
    );
  }

  #verdicts(agent: BoardAgent): SupervisorActionMap {
    const question = questionOf(this.seen);
    if (question) return supervisorActions(question, agent);
    const none = { allowed: false, reason: 'notConnected' } as const;
    return Object.fromEntries(SUPERVISOR_VERBS.map((verb) => [verb, none])) as unknown as SupervisorActionMap;
  }

  #doing({ session, reason, reach, status }: BoardAgent): string {
    const { ui, core } = this.words;
    if (session === undefined) {
      if (reason !== undefined) return reasonName(this.#reasons.data, reason);
      return reach === 'none' && status !== 'offline' ? ui.noPage : ui.noCall;
    }
    if (session.role === 'supervisor') return ui.supervises;
    const what = session.held ? ui.held : core.callPhases[session.phase];
    const { peer } = session;
    return peer === undefined ? what : `${what} · ${partyName({ id: '', state: 'joined', ...peer }, ui)}`;
  }
}

/** Those who are signed out last; nobody else moves, since somebody may be about to press a button. */
const awayLast = (agents: readonly BoardAgent[]): BoardAgent[] =>
  [...agents].sort((a, b) => Number(a.status === 'offline') - Number(b.status === 'offline'));
