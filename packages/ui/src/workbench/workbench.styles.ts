import { css, type CSSResult } from 'lit';

/** One column, or two where there is room: the work at the start, lists at the end. */
export const workbenchStyles: CSSResult = css`
  :host {
    container-type: inline-size;
    min-inline-size: 0;
  }
  .bench {
    display: grid;
    gap: 0.85em;
    padding: 0.85em;
    border-radius: inherit;
    background: var(--_sunken);
  }
  .columns {
    display: grid;
    gap: 0.85em;
    align-items: start;
  }
  .columns > * {
    display: grid;
    gap: 0.85em;
    min-inline-size: 0;
  }
  /* Its buttons are in the bar. Room for two sides, so that nothing below moves when somebody is asked. */
  cs-call-card::part(card),
  cs-call-card::part(empty) {
    min-block-size: 10.8em;
  }
  /* Those are at the notes, which are saved before the work ends. In the bar they keep their place, so that nothing moves. */
  cs-call-bar::part(after-call) {
    visibility: hidden;
  }
  cs-agent-status::part(extendWrapUp),
  cs-agent-status::part(endWrapUp) {
    display: none;
  }
  cs-call-log {
    display: block;
    block-size: 12em;
    overflow-y: auto;
  }
  .box,
  details {
    padding: 0.75em 0.9em;
  }
  .box {
    display: grid;
    gap: 0.5em;
  }
  summary {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding: 0.75em 0.9em;
    margin: -0.75em -0.9em;
    border-radius: var(--_radius);
    font-size: 0.95em;
    font-weight: 700;
    cursor: pointer;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  details[open] > summary {
    margin-block-end: 0.5em;
  }
  details[open] > summary .icon {
    rotate: 180deg;
  }
  details cs-device-picker,
  details cs-device-check {
    margin-inline: -0.9em;
  }
  @container (inline-size < 28rem) {
    cs-call-card::part(card),
    cs-call-card::part(empty) {
      min-block-size: 13.2em;
    }
  }
  @container (inline-size >= 50rem) {
    .columns {
      grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
    }
  }
`;
