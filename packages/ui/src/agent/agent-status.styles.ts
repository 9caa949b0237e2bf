import { css, type CSSResult } from 'lit';

/** One row: what the agent is, and what is left to do. */
export const agentStatusStyles: CSSResult = css`
  .status {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em;
  }
  .status > .button[part~='status'] {
    flex: 1 1 11em;
    justify-content: start;
    gap: 0.75em;
    max-inline-size: 100%;
    padding: 0.3em 0.75em;
    text-align: start;
  }
  .who {
    display: grid;
    flex: 1;
    min-inline-size: 0;
    line-height: 1.3;
  }
  .who > span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .settings {
    display: grid;
    scroll-margin: 1em;
    gap: 1em;
  }
  .settings:focus {
    outline: none;
  }
  .segments {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 0.4em;
  }
  .segments .button {
    flex-direction: column;
    gap: 0.2em;
    padding-inline: 0.2em;
    font-size: 0.867em;
    line-height: 1.25;
  }
  .choice {
    display: flex;
    align-items: center;
    gap: 0.65em;
  }
  .rows .button[aria-pressed='true'] {
    background: var(--_sunken);
    font-weight: 600;
  }
`;
