import type { CallSnapshot } from '@callstation/core/model';
import { html, type TemplateResult } from 'lit';

import { clockText, spanText } from '../base/format.ts';
import { ticking } from '../base/ticking.ts';

/** Since when a call goes on, or talk does, by the centre's clock. */
const sinceOf = (call: CallSnapshot): number =>
  'answeredAt' in call && call.answeredAt !== undefined ? call.answeredAt : call.createdAt;

/** How long a call has gone on, from the centre's instants, so that every page shows the same. */
export function callTime(call: CallSnapshot, clockOffset: number, language: string): TemplateResult {
  const since = sinceOf(call);
  const text = (now: number): string => clockText(now + clockOffset - since, language);
  if (call.phase !== 'ended') return html`<time class="time numeric" part="time" role="timer">${ticking(text)}</time>`;
  const ms = call.endedAt - since;
  return html`<time class="time numeric" part="time" aria-label=${spanText(ms, language)}
    >${clockText(ms, language)}</time
  >`;
}

/** How long until an instant of the centre's clock, never less than nothing. */
export const timeLeft = (deadline: number, clockOffset: number, language: string): TemplateResult =>
  html`<time class="time numeric" part="time" role="timer"
    >${ticking((now) => clockText(Math.max(0, deadline - now - clockOffset + 999), language))}</time
  >`;
