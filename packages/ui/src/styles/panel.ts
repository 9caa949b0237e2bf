import { css, type CSSResult } from 'lit';

/** Surfaces, and the panel that floats over the page beside the button that opened it. */
export const panelStyles: CSSResult = css`
  .surface {
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  [popover] {
    position: fixed;
    inset: auto;
    inline-size: max-content;
    min-inline-size: min(17em, 100vw - 12px);
    max-inline-size: min(23em, 100vw - 12px);
    margin: 0;
    padding: 1em;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    box-shadow: 0 10px 36px rgb(10 20 40 / 25%);
    overflow-y: auto;
    overscroll-behavior: contain;
  }
`;
