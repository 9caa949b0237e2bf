import { css, type CSSResult } from 'lit';

/** Fields one below the other; what is done with them at the end. */
export const notesStyles: CSSResult = css`
  .notes {
    display: grid;
    gap: 0.85em;
    padding: 1em;
  }
  .head,
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.5em;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
  }
  textarea {
    min-block-size: 5.5em;
    resize: vertical;
  }
  .needed {
    padding: 0.4em 0.75em;
    border-radius: var(--_radius-small);
    background: var(--_notice);
    color: var(--_on-notice);
  }
  .left {
    display: flex;
    align-items: baseline;
    gap: 0.5em;
    color: var(--_quiet);
  }
  .empty {
    color: var(--_quiet);
    text-align: center;
  }
`;
