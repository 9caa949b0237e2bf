import { css, type CSSResult } from 'lit';

const UNSEEN = css`
  position: absolute;
  inline-size: 1px;
  block-size: 1px;
  overflow: hidden;
  clip-path: inset(50%);
`;

/**
 * In columns of one width; what ends a call is last. Compact: one row, labels below the icons, and where there is no room for
 * them icons alone.
 */
export const callControlsStyles: CSSResult = css`
  :host {
    min-inline-size: 0;
    container-type: inline-size;
  }
  .controls {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(7.4em, 100%), 1fr));
    gap: 0.5em;
    border-radius: var(--_radius-small);
  }
  .controls:has(.button:nth-child(4)) .negative {
    grid-column: -2 / -1;
  }
  .controls .button {
    padding-inline: 0.5em;
    white-space: nowrap;
  }
  .label {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  :host([compact]) .controls {
    display: flex;
    justify-content: end;
    gap: 0.35em;
  }
  :host([compact]) .button {
    flex: 0 1 11em;
  }
  :host([compact]) .controls:has(.button:nth-child(3)) .button {
    flex-flow: column;
    flex: 0 1 5.2em;
    gap: 0.15em;
    min-inline-size: 2.65em;
    min-block-size: 3.4em;
    padding: 0.2em;
    line-height: 1.2;
  }
  :host([compact]) .controls:has(.button:nth-child(3)) .label {
    max-inline-size: 100%;
    font-size: 0.8em;
  }
  @container (inline-size < 33rem) {
    :host([compact]) .controls:has(.button:nth-child(3)) .button {
      min-block-size: 2.65em;
    }
    :host([compact]) .controls:has(.button:nth-child(3)) .label {
      ${UNSEEN}
    }
  }
  @container (inline-size < 28rem) {
    :host([compact]) .controls {
      gap: 0.2em;
    }
    :host([compact]) .button,
    :host([compact]) .controls:has(.button:nth-child(3)) .button {
      flex: 1 1 0;
      min-inline-size: 1.75em;
    }
  }
`;
