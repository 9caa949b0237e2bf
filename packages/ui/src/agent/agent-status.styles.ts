import { css, type CSSResult } from 'lit';

/** One row: what the agent is, and what is left to do. */
export const agentStatusStyles: CSSResult = css`
  .status {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em;
  }
  .current {
    justify-content: start;
    max-inline-size: 100%;
    min-inline-size: 12em;
    text-align: start;
  }
  .current > .light {
    margin-inline-end: 0.25em;
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
  .status .button[part~='status'] {
    padding: 0.3em 0.75em;
  }
  .settings {
    display: grid;
    gap: 1em;
  }
  .settings:focus {
    outline: none;
  }
  .segments {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(6.2em, 1fr));
    gap: 0.4em;
  }
  .segments .button {
    padding-inline: 0.4em;
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
