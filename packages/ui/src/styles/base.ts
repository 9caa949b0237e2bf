import { css, type CSSResultGroup } from 'lit';

import { tokenStyles } from './tokens.ts';

/** What every element begins with. `theme` is inherited from the root, or from an element it is set on. */
export const baseStyles: CSSResultGroup = [
  tokenStyles,
  css`
    :host {
      display: block;
      color: var(--_text);
      font: var(--_font-size) / 1.5 var(--_font);
      -webkit-text-size-adjust: none;
      text-size-adjust: none;
    }
    :host([hidden]) {
      display: none;
    }
    :host([theme='auto']) {
      color-scheme: light dark;
    }
    :host([theme='light']) {
      color-scheme: light;
    }
    :host([theme='dark']) {
      color-scheme: dark;
    }
    *,
    *::before,
    *::after {
      box-sizing: border-box;
    }
    h2,
    h3,
    p,
    ul,
    form,
    dl,
    dd {
      margin: 0;
      padding: 0;
    }
    ul {
      list-style: none;
    }
    h3 {
      font-size: 0.95em;
    }
    .icon {
      inline-size: 1.15em;
      block-size: 1.15em;
      flex: none;
    }
    small,
    .quiet {
      color: var(--_quiet);
      font-size: 0.867em;
    }
    .unseen {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
    .numeric {
      font-variant-numeric: tabular-nums;
    }
    :focus-visible {
      outline: 2px solid var(--_accent);
      outline-offset: 2px;
    }
    @media (forced-colors: active) {
      :focus-visible {
        outline-color: Highlight;
      }
    }
  `,
];
