import { html, type SVGTemplateResult, type TemplateResult } from 'lit';

/** A drawing in the size of the text around it, hidden from assistive technology: a label always stands beside it. */
export const icon = (drawing: SVGTemplateResult): TemplateResult =>
  html`<svg
    class="icon"
    part="icon"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${drawing}
  </svg>`;
