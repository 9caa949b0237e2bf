import { css, type CSSResult } from 'lit';

/** Cards over the corner at the end of the first line, the newest below. */
export const incomingCallStyles: CSSResult = css`
  :host {
    position: fixed;
    inset-block-start: 1rem;
    inset-inline-end: 1rem;
    z-index: var(--_layer);
    display: grid;
    gap: 0.75rem;
    inline-size: min(22em, 100vw - 2rem);
    max-block-size: calc(100vh - 2rem);
    overflow: clip;
    overflow-clip-margin: 3rem;
    pointer-events: none;
  }
  :host([inline]) {
    position: static;
    inline-size: auto;
    max-block-size: none;
  }
  :host([hidden]) {
    display: none;
  }
  .call {
    display: grid;
    gap: 0.7em;
    padding: 1em;
    border: 1px solid var(--_positive);
    border-radius: var(--_radius);
    background: var(--_surface);
    box-shadow:
      0 0 0 3px color-mix(in srgb, var(--_positive) 22%, transparent),
      0 12px 40px rgb(10 20 40 / 25%);
    pointer-events: auto;
    animation: come 0.18s ease-out;
  }
  :host([inline]) .call {
    box-shadow: 0 0 0 3px color-mix(in srgb, var(--_positive) 22%, transparent);
  }
  header {
    display: flex;
    justify-content: space-between;
    color: var(--_positive);
    font-size: 0.933em;
    font-weight: 600;
  }
  .identity {
    display: flex;
    align-items: center;
    gap: 0.8em;
  }
  .identity .avatar {
    font-size: 1.1em;
  }
  .notice {
    padding: 0.4em 0.75em;
    border-radius: var(--_radius-small);
    background: var(--_notice);
    color: var(--_on-notice);
  }
  .hint {
    text-align: center;
  }
  @keyframes come {
    from {
      opacity: 0;
      translate: 0 -0.75rem;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .call {
      animation: none;
    }
  }
`;
