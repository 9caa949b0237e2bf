import type { SettableStatus, Verdict } from '@callstation/core/model';
import { html, type TemplateResult } from 'lit';

import { verdictButton } from '../base/verdict-button.ts';
import type { SeatWords } from '../words/index.ts';
import type { StatusChoice } from './status-choices.ts';

interface ChoiceList {
  readonly choices: readonly StatusChoice[];
  readonly verdict: Verdict;
  /** The key of what is chosen already. */
  readonly chosen?: string;
  choose(status: SettableStatus): void;
}

/** Statuses one below the other, each with its light. */
export const choiceList = (words: SeatWords, { choices, verdict, chosen, choose }: ChoiceList): TemplateResult =>
  html`<div class="rows">
    ${choices.map(({ key, label, status }) =>
      verdictButton(words, {
        part: 'choice',
        label,
        look: 'plain',
        ...(chosen === undefined ? {} : { pressed: key === chosen }),
        content: html`<span class="choice"
          ><span class="light" data-status=${status.status}></span><span>${label}</span></span
        >`,
        verdict,
        press: () => choose(status),
      }),
    )}
  </div>`;
