import { css, type CSSResult } from 'lit';

/** Lists to choose from, and pills that say a status. */
export const rowStyles: CSSResult = css`
  .section {
    display: grid;
    gap: 0.4em;
    min-inline-size: 0;
  }
  .section-head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    min-block-size: 2em;
  }
  .section-head .button {
    min-inline-size: 2em;
    min-block-size: 2em;
    padding: 0;
  }
  .rows {
    display: grid;
    gap: 0.1em;
    margin-inline: -0.4em;
    max-block-size: 17em;
    overflow-y: auto;
    overscroll-behavior: contain;
  }
  .row {
    display: flex;
    align-items: center;
    gap: 0.25em;
  }
  .row > .button:first-child {
    flex: 1;
    min-inline-size: 0;
  }
  .choice {
    display: flex;
    flex: 1;
    align-items: center;
    gap: 0.65em;
    min-inline-size: 0;
    inline-size: 100%;
    text-align: start;
  }
  .choice .name {
    flex: 1;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
  .choice .avatar {
    font-size: 0.8em;
  }
  .rows .button {
    padding-inline: 0.4em;
    font-weight: 400;
  }
  .rows .button:focus-visible {
    outline-offset: -2px;
  }
  .pill {
    padding: 0.1em 0.7em;
    border-radius: 99px;
    background: var(--_sunken);
    color: var(--_quiet);
    font-size: 0.867em;
    font-weight: 600;
    white-space: nowrap;
  }
  .pill[data-status='idle'] {
    color: var(--_positive);
  }
  .pill[data-status='busy'] {
    color: var(--_negative);
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4em;
  }
`;
