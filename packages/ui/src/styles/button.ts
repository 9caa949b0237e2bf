import { css, type CSSResult } from 'lit';

/** Buttons: plain, first to be pressed, answering, ending, switched on, and of an icon alone. */
export const buttonStyles: CSSResult = css`
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.45em;
    min-inline-size: 2.65em;
    min-block-size: 2.65em;
    padding: 0.35em 0.85em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-small);
    background: var(--_surface);
    color: inherit;
    font: inherit;
    text-align: center;
    cursor: pointer;
    touch-action: manipulation;
  }
  .button:hover:not([aria-disabled='true']) {
    background: var(--_sunken);
  }
  .button[aria-disabled='true'] {
    opacity: 0.5;
    cursor: not-allowed;
  }
  .primary,
  .positive,
  .negative {
    border-color: transparent;
    font-weight: 600;
  }
  .primary,
  .primary:hover:not([aria-disabled='true']) {
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .positive,
  .positive:hover:not([aria-disabled='true']) {
    background: var(--_positive);
    color: var(--_on-positive);
  }
  .negative,
  .negative:hover:not([aria-disabled='true']) {
    background: var(--_negative);
    color: var(--_on-negative);
  }
  .primary:hover:not([aria-disabled='true']),
  .positive:hover:not([aria-disabled='true']),
  .negative:hover:not([aria-disabled='true']) {
    filter: brightness(1.08);
  }
  .button:active:not([aria-disabled='true']) {
    filter: brightness(0.94);
  }
  .on,
  .on:hover:not([aria-disabled='true']) {
    border-color: currentcolor;
    background: var(--_notice);
    color: var(--_on-notice);
  }
  .plain {
    border-color: transparent;
    background: transparent;
  }
  .bare {
    padding-inline: 0;
  }
  /* Its command is on its way: the sign turns, and the label stays to be read. */
  .button[aria-busy='true'] {
    opacity: 0.8;
    cursor: progress;
  }
  .button[aria-busy='true'] > .icon {
    display: none;
  }
  .button[aria-busy='true']::before {
    flex: none;
    inline-size: 1.15em;
    block-size: 1.15em;
    border: 2px solid currentcolor;
    border-inline-end-color: transparent;
    border-radius: 50%;
    content: '';
    animation: turn 0.8s linear infinite;
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .button[aria-busy='true']::before {
      animation-duration: 4s;
    }
  }
  @media (forced-colors: active) {
    .button {
      border-color: ButtonText;
    }
    .button[aria-disabled='true'] {
      border-color: GrayText;
      color: GrayText;
      opacity: 1;
    }
    .on {
      border-width: 3px;
    }
  }
`;
