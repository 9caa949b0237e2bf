import { css, type CSSResult } from 'lit';

/** The root takes no room in the page; its toasts float at the bottom. */
export const rootStyles: CSSResult = css`
  :host {
    display: contents;
  }
  .toasts {
    position: fixed;
    inset-block-end: 1rem;
    inset-inline: 1rem;
    z-index: var(--_layer);
    display: grid;
    justify-items: center;
    gap: 0.5rem;
    pointer-events: none;
  }
  .toast {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 0.75em;
    inline-size: fit-content;
    max-inline-size: min(36em, 100%);
    padding: 0.5em 0.5em 0.5em 1em;
    padding-inline: 1em 0.5em;
    border: 1px solid transparent;
    border-radius: var(--_radius);
    background: var(--_text);
    color: var(--_surface);
    box-shadow: 0 6px 24px rgb(0 0 0 / 25%);
    pointer-events: auto;
  }
  .toast > span {
    padding-block: 0.35em;
  }
  .notice {
    border-color: currentcolor;
    background: var(--_notice);
    color: var(--_on-notice);
  }
  .toast .button {
    flex: none;
    color: inherit;
  }
  .notice .button,
  .notice .button:hover:not([aria-disabled='true']) {
    border-color: currentcolor;
    background: transparent;
  }
  .problem .button {
    padding: 0;
  }
  .problem .button:hover:not([aria-disabled='true']) {
    background: rgb(128 128 128 / 35%);
  }
  .problem .label {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
`;
