import { css, type CSSResult } from 'lit';

/** Sections one below the other. */
export const transferPanelStyles: CSSResult = css`
  :host {
    display: grid;
    gap: 1em;
    min-inline-size: 0;
  }
  :host([hidden]) {
    display: none;
  }
  .segments {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(7em, 1fr));
    gap: 0.4em;
  }
`;
