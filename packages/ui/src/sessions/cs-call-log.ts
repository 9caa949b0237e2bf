import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

import { avatar } from '../base/avatar.ts';
import { CsElement } from '../base/cs-element.ts';
import { clockText, spanText } from '../base/format.ts';
import { partyName } from '../base/names.ts';
import { agentVerdicts } from '../base/question.ts';
import { verdictButton } from '../base/verdict-button.ts';
import type { LoggedCall } from '../base/watch-event.ts';
import { Watched } from '../base/watched.ts';
import { answer, incoming, missed, outgoing, supervised } from '../icons/icons.ts';
import { avatarStyles } from '../styles/avatar.ts';
import { buttonStyles } from '../styles/button.ts';
import { identityStyles } from '../styles/identity.ts';
import { fill } from '../words/fill.ts';
import { callLogStyles } from './call-log.styles.ts';

/** Of today the time, before that the day; the title has both. */
function whenText(at: number, language: string): string {
  const today = new Date(at).toDateString() === new Date().toDateString();
  return new Intl.DateTimeFormat(language, today ? { timeStyle: 'short' } : { dateStyle: 'short' }).format(at);
}

const fullText = (at: number, language: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short' }).format(at);

/**
 * Calls that are over, newest first: those of this page, and the `records` that the page gives. A press on the phone calls
 * whoever it was.
 *
 * @element cs-call-log
 */
export class CsCallLog extends CsElement {
  static override properties: PropertyDeclarations = { records: { attribute: false }, calls: { state: true } };
  static override styles: CSSResultGroup = [
    CsElement.styles,
    buttonStyles,
    avatarStyles,
    identityStyles,
    callLogStyles,
  ];

  /** Calls that the page knows of, for example from its own server; of those that both know, these count. */
  declare records: readonly LoggedCall[];
  declare protected calls: readonly LoggedCall[];

  constructor() {
    super();
    this.records = [];
    this.calls = [];
    new Watched(this, () => ({ name: 'log', next: (calls) => void (this.calls = calls) }));
  }

  protected override render(): TemplateResult {
    const { ui } = this.words;
    const entries = this.#entries();
    if (entries.length === 0) return html`<p class="empty" part="empty">${ui.noCalls}</p>`;
    return html`<ul part="list" aria-label=${ui.callLog}>
      ${repeat(
        entries,
        ({ call }) => call.engagementId,
        (entry) => this.#row(entry),
      )}
    </ul>`;
  }

  #entries(): LoggedCall[] {
    const known = new Set(this.records.map(({ call }) => call.engagementId));
    const own = this.calls.filter(({ call }) => !known.has(call.engagementId));
    return [...own, ...this.records].sort((a, b) => b.endedAt - a.endedAt);
  }

  #row(entry: LoggedCall): TemplateResult {
    const { words, language } = this;
    const { call, reason } = entry;
    const name = partyName(call.peer, words.ui);
    const direction =
      call.role === 'supervisor' ? supervised : entry.missed ? missed : call.direction === 'in' ? incoming : outgoing;
    return html`<li class="entry" part="entry" data-missed=${String(entry.missed === true)}>
      ${avatar(name)}
      <div class="who">
        <strong class="name" part="name"><bdi>${name}</bdi></strong>
        <span class="detail quiet" part="detail">${direction()}<span>${words.core.endReasons[reason]}</span></span>
      </div>
      <div class="ends quiet numeric">
        <time part="when" datetime=${new Date(entry.endedAt).toISOString()} title=${fullText(entry.endedAt, language)}
          >${whenText(entry.endedAt, language)}</time
        >
        ${this.#length(entry)}
      </div>
      ${this.#again(entry, name)}
    </li>`;
  }

  #length({ answeredAt, endedAt }: LoggedCall): TemplateResult | typeof nothing {
    if (answeredAt === undefined) return nothing;
    const ms = endedAt - answeredAt;
    return html`<span part="length" title=${spanText(ms, this.language)}>${clockText(ms, this.language)}</span>`;
  }

  /** A number that is masked is called by the session: the centre knows it. */
  #again({ call: { id, peer } }: LoggedCall, name: string): TemplateResult | typeof nothing {
    const { number, masked, agentId } = peer;
    const to = agentId === undefined ? (masked ? { session: id } : number) : { agent: agentId };
    if (to === undefined) return nothing;
    return verdictButton(this.words, {
      part: 'dial',
      label: fill(this.words.ui.callName, { name }),
      content: answer(),
      look: 'plain',
      verdict: agentVerdicts(this.seen).dial,
      press: () => void this.ask({ scope: 'agent', verb: 'dial', to }),
    });
  }
}
