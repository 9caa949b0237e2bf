import type { BoardQueue } from '@callstation/core/model';
import { html, type TemplateResult } from 'lit';

import { spanText } from '../base/format.ts';
import { timeSince } from '../base/time-since.ts';
import { fill } from '../words/fill.ts';
import type { SeatWords } from '../words/index.ts';

/** One queue: how many wait, since when, and how well it went today. */
export function boardQueue(queue: BoardQueue, words: SeatWords, language: string, offset: number): TemplateResult {
  const { ui } = words;
  const { name, waiting, longestSince, serviceLevel } = queue;
  const { offered, answered, withinMs } = serviceLevel;
  const count = new Intl.NumberFormat(language);
  const percent = new Intl.NumberFormat(language, { style: 'percent' });
  const share =
    offered === 0 ? '–' : fill(ui.shareOf, { share: percent.format(answered / offered), count: count.format(offered) });
  const fact = (term: string, value: unknown): TemplateResult =>
    html`<div class="fact">
      <dt>${term}</dt>
      <dd class="numeric">${value}</dd>
    </div>`;
  return html`<li class="queue surface" part="queue" data-waiting=${String(waiting > 0)}>
    <strong part="queue-name">${name}</strong>
    <dl>
      ${fact(ui.waiting, count.format(waiting))}
      ${fact(ui.longestWait, longestSince === null ? '–' : timeSince(longestSince, offset, language))}
      ${fact(fill(ui.serviceLevel, { time: spanText(withinMs, language, 'short') }), share)}
    </dl>
  </li>`;
}
