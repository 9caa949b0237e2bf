import { isReachable, type AgentSnapshot, type AgentStatus, type Verdict } from '@callstation/core/model';
import { html, nothing, type TemplateResult } from 'lit';

import type { Asked } from '../base/asked.ts';
import { avatar } from '../base/avatar.ts';
import { errorText } from '../base/error-text.ts';
import { verdictButton } from '../base/verdict-button.ts';
import { refresh } from '../icons/icons.ts';
import type { Queries } from '../base/query-event.ts';
import type { SeatWords } from '../words/index.ts';

/** A colleague as the directory has them. */
export type Colleague = Queries['agents'][number];

const YES: Verdict = { allowed: true };
const UNREACHABLE: Verdict = { allowed: false, reason: 'unreachable' };

const isStatus = (status: string, words: SeatWords): status is AgentStatus =>
  Object.hasOwn(words.core.agentStatuses, status);

/** Nobody can ring who has no page or phone open, whatever they want to be. */
function shown(status: string, reach: AgentSnapshot['reach'], words: SeatWords): string {
  if (status !== 'offline' && reach === 'none') return words.core.endReasons.unreachable;
  return isStatus(status, words) ? words.core.agentStatuses[status] : status;
}

/** The verdict of a verb that needs this colleague to be reached. */
export const reachable = (verdict: Verdict, { status, reach }: Colleague): Verdict =>
  isReachable({ status, reach }) ? verdict : UNREACHABLE;

/** Those whose name holds what was typed. */
export function matching<Named extends { readonly name: string }>(list: readonly Named[], typed: string): Named[] {
  const wanted = typed.trim().toLowerCase();
  return list.filter(({ name }) => name.toLowerCase().includes(wanted));
}

/** What a list of colleagues is made of. */
export interface ColleagueList {
  readonly asked: Asked<'agents'>;
  /** Those to show. */
  readonly colleagues: readonly Colleague[];
  /** The name of the button of one of them. */
  label(colleague: Colleague): string;
  verdict(colleague: Colleague): Verdict;
  choose(colleague: Colleague): void;
  /** What stands behind the button. */
  more?(colleague: Colleague): TemplateResult | typeof nothing;
}

/** A section with the colleagues to choose from and what they are doing, and how to ask anew. */
export function colleagueList(words: SeatWords, list: ColleagueList): TemplateResult {
  const { asked, colleagues } = list;
  const again = { part: 'refresh', label: words.ui.refresh, content: refresh(), look: 'plain', verdict: YES } as const;
  return html`<div class="section" part="colleagues">
    <div class="section-head">
      <h3>${words.ui.colleagues}</h3>
      ${verdictButton(words, { ...again, press: asked.refresh })}
    </div>
    ${asked.error ? html`<p class="wrong">${errorText(asked.error, words)}</p>` : nothing}
    ${asked.data && colleagues.length === 0 ? html`<p class="quiet">${words.ui.nobody}</p>` : nothing}
    <ul class="rows">
      ${colleagues.map((colleague) => row(words, colleague, list))}
    </ul>
  </div>`;
}

function row(words: SeatWords, colleague: Colleague, list: ColleagueList): TemplateResult {
  const { id, name, status, reach } = colleague;
  const content = html`<span class="choice"
    >${avatar(name)}<span class="name"><bdi>${name}</bdi></span></span
  >`;
  const describedBy = `status-${id}`;
  const press = (): void => list.choose(colleague);
  const button = { part: 'choice', look: 'plain', label: list.label(colleague), content, describedBy, press } as const;
  return html`<li class="row" part="colleague">
    ${verdictButton(words, { ...button, verdict: list.verdict(colleague) })}
    <span class="pill" part="status" id=${describedBy} data-status=${status}>${shown(status, reach, words)}</span>
    ${list.more?.(colleague) ?? nothing}
  </li>`;
}
