import type { AgentSnapshot, Verdict } from '@callstation/core/model';
import { html, nothing, type TemplateResult } from 'lit';

import type { Queries } from '../base/query-event.ts';
import { fill } from '../words/fill.ts';
import type { SeatWords } from '../words/index.ts';

const POOL = 'pool ';

type Choice = string | null | { pool: string };

const chosenBy = ({ callerPool, callerNumber }: AgentSnapshot): string =>
  callerPool === undefined ? (callerNumber ?? '') : POOL + callerPool;

function choiceOf(value: string): Choice {
  if (value.startsWith(POOL)) return { pool: value.slice(POOL.length) };
  return value === '' ? null : value;
}

interface CallerNumber {
  readonly agent: AgentSnapshot;
  readonly numbers: Queries['numbers'] | null;
  readonly verdict: Verdict;
  /** Whether the choice is the centre's, for all who have not chosen. */
  readonly forAll: boolean;
  setForAll(forAll: boolean): void;
  choose(choice: Choice): void;
}

/** The number that is shown to who is called: the centre's choice, one of its numbers, or a pool of them in turn. */
export function callerNumber(words: SeatWords, about: CallerNumber): TemplateResult | typeof nothing {
  const { agent, numbers, verdict, forAll } = about;
  const { ui, core } = words;
  const listed = numbers ?? [];
  const pools = new Map(listed.flatMap(({ pool, poolName }) => (pool === undefined ? [] : [[pool, poolName ?? pool]])));
  const usual = listed.find((listing) => listing.default);
  const chosen = forAll ? (usual?.number ?? '') : chosenBy(agent);
  const option = (value: string, label: string): TemplateResult =>
    html`<option value=${value} ?selected=${value === chosen}>${label}</option>`;
  const change = ({ target }: Event): void => about.choose(choiceOf((target as HTMLSelectElement).value));
  const check = ({ target }: Event): void => about.setForAll((target as HTMLInputElement).checked);
  return html`<div class="field">
    <label for="caller-number">${ui.callerNumber}</label>
    <select
      id="caller-number"
      class="button"
      part="button setCallerNumber"
      ?disabled=${!verdict.allowed}
      title=${verdict.allowed ? ui.callerNumber : core.blockReasons[verdict.reason]}
      @change=${change}
    >
      ${option('', ui.usualNumber)} ${[...new Set(listed.map(({ number }) => number))].map((one) => option(one, one))}
      ${[...pools].map(([pool, name]) => option(POOL + pool, fill(ui.inTurn, { name })))}
    </select>
    ${
      agent.rights.includes('manageNumbers')
        ? html`<label class="check"><input type="checkbox" .checked=${forAll} @change=${check} />${ui.forAll}</label>`
        : nothing
    }
  </div>`;
}
