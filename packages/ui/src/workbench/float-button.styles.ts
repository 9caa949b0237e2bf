import { css, type CSSResult } from 'lit';

/** A round button over the page, and the workbench it opens: beside it, or over all of a small page. */
export const floatButtonStyles: CSSResult = css`
  .float {
    position: fixed;
    z-index: var(--_layer);
    inline-size: 3.75em;
    block-size: 3.75em;
    padding: 0;
    border: none;
    border-radius: 50%;
    box-shadow: 0 6px 22px rgb(10 20 40 / 32%);
    touch-action: none;
    user-select: none;
  }
  .float > .icon {
    inline-size: 1.6em;
    block-size: 1.6em;
  }
  .float[data-phase='offered'] {
    animation: ring 1.2s ease-out infinite;
  }
  .light {
    position: absolute;
    inset-block-end: 0.15em;
    inset-inline-end: 0.15em;
    inline-size: 0.95em;
    block-size: 0.95em;
    border: 2px solid var(--_surface);
  }
  .badge {
    position: absolute;
    inset-block-start: -0.2em;
    inset-inline-end: -0.2em;
    min-inline-size: 1.5em;
    padding-inline: 0.3em;
    border-radius: 99px;
    background: var(--_negative);
    color: var(--_on-negative);
    font-size: 0.867em;
    line-height: 1.5;
  }
  .badge::before {
    content: attr(data-count);
  }
  .sheet {
    position: fixed;
    inset-block-end: 6rem;
    block-size: min(48rem, 100vh - 7rem);
    inset-inline-end: 1rem;
    z-index: calc(var(--_layer) - 1);
    inline-size: min(62rem, 100vw - 2rem);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_sunken);
    box-shadow: 0 16px 60px rgb(10 20 40 / 35%);
    overflow: auto;
    overscroll-behavior: contain;
  }
  .sheet header {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding: 0.4em 0.5em 0.4em 1em;
    padding-inline: 1em 0.5em;
    border-block-end: 1px solid var(--_line);
    background: var(--_surface);
  }
  @media (width < 40rem) {
    .sheet {
      inset: 0;
      block-size: auto;
      inline-size: auto;
      border: none;
      border-radius: 0;
      z-index: calc(var(--_layer) + 1);
    }
  }
  @keyframes ring {
    from {
      box-shadow: 0 0 0 0 color-mix(in srgb, var(--_positive) 60%, transparent);
    }
    to {
      box-shadow: 0 0 0 1.1em transparent;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .float[data-phase='offered'] {
      outline: 3px solid var(--_positive);
      animation: none;
    }
  }
`;
