import { css, type CSSResult } from 'lit';

/** A card that is as tall without a call as with an ordinary one, so that nothing below it moves. */
export const callCardStyles: CSSResult = css`
  :host {
    container-type: inline-size;
  }
  .card {
    display: grid;
    align-content: start;
    gap: 0.85em;
    min-block-size: 11.5em;
    padding: 1em;
  }
  .empty {
    place-content: center;
    border-style: dashed;
    background: transparent;
    color: var(--_quiet);
    text-align: center;
  }
  .card[data-phase='offered'] {
    border-color: var(--_positive);
    box-shadow: 0 0 0 3px color-mix(in srgb, var(--_positive) 22%, transparent);
  }
  .card[data-hold='held'] {
    background: var(--_sunken);
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em 1em;
    min-inline-size: 0;
  }
  .identity {
    display: flex;
    flex: 1 1 12em;
    align-items: center;
    gap: 0.85em;
    min-inline-size: 0;
  }
  header .avatar {
    font-size: 1.2em;
  }
  header .name {
    font-size: 1.2em;
    white-space: normal;
    overflow-wrap: anywhere;
  }
  .state {
    display: grid;
    inline-size: 12em;
    line-height: 1.35;
    text-align: end;
  }
  .state-line {
    display: flex;
    align-items: baseline;
    justify-content: end;
    gap: 0.65em;
  }
  .time {
    font-size: 1.333em;
  }
  .notice,
  .info,
  .place {
    padding: 0.5em 0.8em;
    border-radius: var(--_radius-small);
  }
  .notice,
  .info[data-mode='barge'] {
    background: var(--_notice);
    color: var(--_on-notice);
  }
  .info {
    background: var(--_info);
    color: var(--_on-info);
  }
  .remark {
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
  .place {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.5em;
    border: 1px solid var(--_line);
  }
  .sides {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(11em, 1fr));
    gap: 0.5em;
  }
  .side {
    display: flex;
    align-items: center;
    gap: 0.65em;
    min-block-size: 3.9em;
    min-inline-size: 0;
    padding: 0.3em 0.7em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-small);
    background: var(--_surface);
  }
  .side .button {
    flex: none;
    padding: 0;
  }
  .side .label {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .side .avatar {
    font-size: 0.8em;
  }
  .side[data-here='true'] {
    border-color: var(--_positive);
  }
  .side[data-here='true'] .detail {
    color: var(--_positive);
  }
  @container (inline-size < 26rem) {
    .side .avatar {
      display: none;
    }
    .sides {
      grid-template-columns: 1fr 1fr;
    }
    .state {
      grid-template-columns: 1fr 1fr;
      text-align: start;
      inline-size: auto;
      flex: 1 1 100%;
      align-items: baseline;
    }
  }
`;
