import { html, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

import type { News } from './announce.ts';

interface Line {
  readonly key: number;
  readonly text: string;
}

/** A line that is added is read out once; those before it stay a while, for who is still listening. */
const KEPT = 4;

/** What was said last. */
export class Spoken {
  polite: readonly Line[] = [];
  urgent: readonly Line[] = [];
  #count = 0;

  say({ polite, urgent }: News): void {
    const lines = (texts: readonly string[]): Line[] => texts.map((text) => ({ key: this.#count++, text }));
    this.polite = [...this.polite, ...lines(polite)].slice(-KEPT);
    this.urgent = [...this.urgent, ...lines(urgent)].slice(-KEPT);
  }
}

const lines = (spoken: readonly Line[]): unknown =>
  repeat(
    spoken,
    ({ key }) => key,
    ({ text }) => html`<p>${text}</p>`,
  );

/** Two regions that are read out as lines are added. They are in the document from the first. */
export const liveRegion = ({ polite, urgent }: Spoken): TemplateResult =>
  html`<div class="unseen">
    <div id="polite" role="status" aria-live="polite" aria-atomic="false" aria-relevant="additions">
      ${lines(polite)}
    </div>
    <div id="urgent" role="alert" aria-live="assertive" aria-atomic="false" aria-relevant="additions">
      ${lines(urgent)}
    </div>
  </div>`;
