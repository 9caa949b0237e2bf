import { html, type TemplateResult } from 'lit';

import { clockText } from './format.ts';
import { ticking } from './ticking.ts';

/** How long something has been so, counted from an instant of the centre's clock. */
export const timeSince = (since: number, clockOffset: number, language: string): TemplateResult =>
  html`<time class="time numeric" part="time" role="timer"
    >${ticking((now) => clockText(now + clockOffset - since, language))}</time
  >`;
