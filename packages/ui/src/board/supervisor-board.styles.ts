import { css, type CSSResult } from 'lit';

/** Queues side by side, agents below them, each a row that wraps. */
export const supervisorBoardStyles: CSSResult = css`
  .board {
    display: grid;
    gap: 1em;
  }
  .queues {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 19em), 1fr));
    gap: 0.75em;
  }
  .queue {
    display: grid;
    gap: 0.5em;
    padding: 0.85em 1em;
  }
  .queue[data-waiting='true'] {
    border-color: var(--_on-notice);
  }
  dl {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em 1.5em;
  }
  dt {
    color: var(--_quiet);
    font-size: 0.867em;
  }
  dd {
    font-size: 1.2em;
    font-weight: 600;
  }
  .agents {
    display: grid;
    gap: 0.5em;
  }
  .agent {
    display: grid;
    gap: 0.65em;
    padding: 0.75em 0.9em;
  }
  .agent[data-supervised='true'] {
    border-color: var(--_accent);
  }
  .line,
  .does,
  .verbs {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.45em;
  }
  .line {
    gap: 0.75em;
  }
  .line .who {
    flex: 1 1 9em;
  }
  .does {
    justify-content: space-between;
  }
  .does .button {
    min-block-size: 2.35em;
    padding-inline: 0.7em;
  }
  /* It cannot be chosen because it is. */
  .verbs .on[aria-disabled='true'] {
    opacity: 1;
  }
  .pill {
    display: inline-flex;
    align-items: center;
    gap: 0.5em;
  }
  .info {
    padding: 0.4em 0.75em;
    border-radius: var(--_radius-small);
    background: var(--_info);
    color: var(--_on-info);
  }
  .info[data-mode='barge'] {
    background: var(--_notice);
    color: var(--_on-notice);
  }
  .manage {
    display: grid;
    scroll-margin: 1em;
    gap: 0.85em;
  }
  .manage:focus {
    outline: none;
  }
  .choice {
    display: flex;
    align-items: center;
    gap: 0.65em;
  }
`;
