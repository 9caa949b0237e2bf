import { css, type CSSResult } from 'lit';

/** Fields in columns where there is room; the bar of a level. */
export const deviceStyles: CSSResult = css`
  .devices,
  .check {
    display: grid;
    gap: 1em;
    padding: 1em;
  }
  .check {
    align-items: stretch;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 15em), 1fr));
    gap: 0.85em;
  }
  .fields select {
    text-overflow: ellipsis;
  }
  .tests,
  .answers {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em;
  }
  meter {
    flex: 1 1 8em;
    min-inline-size: 6em;
    block-size: 0.75em;
    border: 1px solid var(--_line);
    border-radius: 99px;
    background: var(--_sunken);
    overflow: hidden;
  }
  meter::-webkit-meter-bar {
    border: none;
    border-radius: 99px;
    background: var(--_sunken);
  }
  meter::-webkit-meter-optimum-value {
    border-radius: 99px;
    background: var(--_positive);
  }
  meter::-moz-meter-bar {
    background: var(--_positive);
  }
  .steps {
    display: grid;
    gap: 0.4em;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .step {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.4em 0.75em;
    min-block-size: 2.9em;
    padding: 0.4em 0.75em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-small);
    color: var(--_quiet);
  }
  .step > .icon,
  .dot {
    inline-size: 1.25em;
    block-size: 1.25em;
    flex: none;
  }
  .dot {
    border: 2px solid currentcolor;
    border-radius: 50%;
  }
  .step > span:not(.dot) {
    flex: 1;
  }
  .step[data-state='running'] {
    border-color: var(--_accent);
    color: inherit;
  }
  .step[data-state='ok'] {
    color: inherit;
  }
  .step[data-state='ok'] > .icon {
    color: var(--_positive);
  }
  .step[data-state='failed'] {
    border-color: var(--_negative);
    color: inherit;
  }
  .step[data-state='failed'] > .icon {
    color: var(--_negative);
  }
  .more {
    flex: 1 0 100%;
    display: grid;
    gap: 0.5em;
    color: var(--_text);
  }
  .verdict {
    font-weight: 600;
  }
  .verdict[data-state='ok'] {
    color: var(--_positive);
  }
`;
