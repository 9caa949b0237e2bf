import { css, type CSSResult, unsafeCSS } from 'lit';

const UNSEEN = css`
  position: absolute;
  inline-size: 1px;
  block-size: 1px;
  overflow: hidden;
  clip-path: inset(50%);
`;

/** In a row of columns each verb has its place, counted from the end, whatever else is there: nothing moves. */
const PLACES = unsafeCSS(
  [
    ['hangup', 2],
    ['startRecording pauseRecording resumeRecording', 3],
    ['conference cancelConsult', 4],
    ['consult merge takeBack', 5],
    ['transfer completeTransfer', 6],
    ['sendDigits', 7],
    ['hold resume', 8],
    ['mute unmute', 9],
    ['leave swap', 10],
    ['muteVideo unmuteVideo', 12],
  ]
    .map(([verbs, place]) => {
      const parts = String(verbs).replaceAll(/\w+/gu, `[part~='$&']`).replaceAll(' ', ',');
      return `:host([compact]) :is(${parts}){grid-column:-${place}}`;
    })
    .join('') +
    // While somebody is asked, swap is what hold is else.
    `:host([compact]) .controls:not(:has([part~='hold'],[part~='resume'])) [part~='swap']{grid-column:-8}` +
    `:host([compact]) .controls:has([part~='leave']) [part~='swap']{grid-column:-11}`,
);

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
    padding-inline: 0.25em;
    white-space: nowrap;
  }
  .label {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  :host([compact]) .controls {
    display: flex;
    align-items: center;
    justify-content: end;
    gap: 0.35em;
    block-size: 3.4em;
  }
  :host([compact]) .button {
    flex: 0 1 11em;
  }
  :host([compact]) .controls:has(.button:nth-child(3)) {
    display: grid;
    grid-auto-flow: column;
    grid-template-columns: repeat(9, minmax(0, 5.2em));
  }
  :host([compact]) .controls:has(.button:nth-child(3)) .button {
    flex-flow: column;
    gap: 0.15em;
    min-inline-size: 1.75em;
    min-block-size: 3.4em;
    padding: 0.2em 0;
    line-height: 1.2;
  }
  :host([compact]) .controls:has(.button:nth-child(3)) .label {
    max-inline-size: 100%;
    font-size: 0.78em;
    font-weight: 400;
  }
  ${PLACES} @container (inline-size < 33rem) {
    :host([compact]) .controls {
      block-size: 2.65em;
    }
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
    :host([compact]) .button {
      flex: 1 1 0;
    }
  }
`;
