import { css, type CSSResult } from 'lit';

/** Keys in three columns, as wide as there is room, up to a thumb's reach. */
export const dialPadStyles: CSSResult = css`
  :host {
    display: grid;
    gap: 0.75em;
    min-inline-size: 0;
  }
  :host([hidden]) {
    display: none;
  }
  .field-row {
    position: relative;
  }
  .field-row input {
    padding-inline-end: 3em;
    font-size: 1.15em;
    font-variant-numeric: tabular-nums;
  }
  [part~='erase'] {
    position: absolute;
    inset-block: 1px;
    inset-inline-end: 1px;
    min-block-size: 0;
  }
  :host(:dir(rtl)) [part~='erase'] .icon {
    scale: -1 1;
  }
  .keys {
    display: grid;
    grid-template-columns: repeat(3, minmax(3em, 1fr));
    gap: 0.4em;
    border-radius: var(--_radius-small);
    direction: ltr;
  }
  .keys .button {
    display: grid;
    gap: 0;
    align-content: center;
    min-block-size: 3.1em;
    line-height: 1.2;
  }
  .keys b {
    font-size: 1.25em;
    font-weight: 500;
  }
  .keys b::after {
    display: block;
    min-block-size: 1.2em;
    color: var(--_quiet);
    content: attr(data-letters);
    font-size: 0.533em;
    letter-spacing: 0.1em;
  }
  .sent {
    min-block-size: 1.6em;
    font-size: 1.35em;
    letter-spacing: 0.12em;
    text-align: center;
    overflow-wrap: anywhere;
  }
`;
