import { css, type CSSResult } from 'lit';

/** One row of a fixed height where there is room, else two. */
export const callBarStyles: CSSResult = css`
  :host {
    container-type: inline-size;
  }
  .bar {
    display: flex;
    align-items: center;
    gap: 1em;
    block-size: var(--_bar-height);
    padding-inline: 0.9em;
    overflow: clip;
    overflow-clip-margin: 4px;
    transition: border-color 0.15s;
  }
  .bar[data-phase='offered'] {
    border-color: var(--_positive);
    box-shadow: 0 0 0 3px color-mix(in srgb, var(--_positive) 22%, transparent);
  }
  .identity {
    display: flex;
    flex: none;
    align-items: center;
    gap: 0.75em;
    inline-size: min(28em, 40% - 1em);
  }
  cs-call-controls {
    flex: 1;
  }
  .state {
    display: grid;
    flex: none;
    grid-template-columns: minmax(0, 1fr);
    inline-size: 10em;
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
    font-size: 1.2em;
  }
  .more {
    flex: none;
    padding-inline: 0.6em;
    border-radius: 99px;
    background: var(--_info);
    color: var(--_on-info);
    font-size: 0.867em;
  }
  .more::before {
    content: '+' attr(data-count);
  }
  .light {
    margin-inline: 0.25em;
  }
  .buttons {
    display: flex;
    flex: none;
    gap: 0.5em;
    margin-inline-start: auto;
  }
  @container (inline-size < 44rem) {
    .bar {
      flex-direction: column;
      align-items: stretch;
      justify-content: center;
      gap: 0.5em;
      block-size: calc(var(--_bar-height) * 1.65);
      padding-inline: 0.6em;
    }
    .identity {
      inline-size: auto;
    }
    cs-call-controls {
      flex: none;
    }
    .buttons {
      margin: 0;
    }
    .buttons .button {
      flex: 1;
      padding-inline: 0.4em;
      white-space: nowrap;
    }
  }
  @container (inline-size < 24rem) {
    .state {
      inline-size: 8.4em;
    }
    .avatar {
      display: none;
    }
    .recording {
      font-size: 0;
    }
    .recording::before {
      inline-size: 9px;
      block-size: 9px;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .bar {
      transition: none;
    }
  }
`;
