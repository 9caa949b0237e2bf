import { css, type CSSResult } from 'lit';

/** Rows of calls, at most as many as a hand is high. */
export const callLogStyles: CSSResult = css`
  :host {
    container-type: inline-size;
  }
  ul {
    display: grid;
    gap: 0.15em;
    max-block-size: 24em;
    overflow-y: auto;
    overscroll-behavior: contain;
  }
  .entry {
    display: flex;
    align-items: center;
    gap: 0.75em;
    min-inline-size: 0;
    padding: 0.35em 0.25em;
  }
  .entry .avatar {
    font-size: 0.85em;
  }
  .entry[data-missed='true'] .detail {
    color: var(--_negative);
  }
  .ends {
    display: grid;
    flex: none;
    justify-items: end;
    line-height: 1.35;
  }
  @container (inline-size < 20rem) {
    .entry {
      gap: 0.4em;
    }
    .entry .avatar {
      display: none;
    }
  }
  .empty {
    padding: 0.75em;
    color: var(--_quiet);
    text-align: center;
  }
`;
