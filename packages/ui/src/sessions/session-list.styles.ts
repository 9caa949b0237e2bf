import { css, type CSSResult } from 'lit';

/** Rows to choose from, each a person. */
export const sessionListStyles: CSSResult = css`
  :host {
    display: block;
    min-inline-size: 0;
  }
  :host([hidden]) {
    display: none;
  }
  ul {
    display: grid;
    gap: 0.25em;
  }
  .entry,
  .rest {
    display: flex;
    align-items: center;
    gap: 0.75em;
    min-inline-size: 0;
  }
  .entry > .button:first-child {
    flex: 1;
    min-inline-size: 0;
  }
  .button[part~='select'] {
    inline-size: 100%;
    padding: 0.5em 0.65em;
    text-align: start;
  }
  .button[aria-current='true'],
  .button[aria-pressed='true'] {
    background: var(--_info);
    color: var(--_on-info);
  }
  .button[aria-pressed='true'] .quiet {
    color: inherit;
  }
  .ends {
    display: grid;
    flex: none;
    justify-items: end;
    line-height: 1.35;
  }
  .empty {
    padding: 0.75em;
    color: var(--_quiet);
    text-align: center;
  }
`;
