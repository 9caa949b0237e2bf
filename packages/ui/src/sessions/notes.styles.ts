import { css, type CSSResult } from 'lit';

/** Fields one below the other; what is done with them at the end. */
export const notesStyles: CSSResult = css`
  :host {
    container-type: inline-size;
  }
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
  .head {
    block-size: 1.6em;
  }
  .foot {
    min-block-size: 2.65em;
  }
  .foot > .quiet:not(:empty) {
    flex: 1;
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
  select[part~='needed'] {
    border-color: var(--_on-notice);
    background: var(--_notice);
    color: var(--_on-notice);
    text-overflow: ellipsis;
  }
  :disabled {
    opacity: 0.55;
  }
  .left {
    display: flex;
    align-items: baseline;
    gap: 0.5em;
    color: var(--_quiet);
  }
  @container (inline-size < 24rem) {
    .buttons .button {
      padding-inline: 0.6em;
    }
    .buttons .icon {
      display: none;
    }
  }
`;
