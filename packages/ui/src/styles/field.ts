import { css, type CSSResult } from 'lit';

/** Fields, what stands beside them, and what is wrong with them. */
export const fieldStyles: CSSResult = css`
  .field {
    display: grid;
    gap: 0.35em;
  }
  .field-row {
    display: flex;
    gap: 0.5em;
  }
  .field label {
    font-weight: 600;
  }
  input:not([type='checkbox'], [type='radio'], [type='range']),
  select,
  textarea {
    flex: 1;
    min-inline-size: 0;
    inline-size: 100%;
    min-block-size: 2.65em;
    padding: 0.35em 0.75em;
    border: 1px solid var(--_field-line);
    border-radius: var(--_radius-small);
    background: var(--_surface);
    color: inherit;
    font: inherit;
  }
  input::placeholder {
    color: var(--_quiet);
    opacity: 1;
  }
  input[aria-invalid='true'] {
    border-color: var(--_negative);
  }
  .check {
    display: flex;
    align-items: center;
    gap: 0.5em;
  }
  .check input {
    inline-size: 1.15em;
    block-size: 1.15em;
    accent-color: var(--_accent);
  }
  .wrong {
    color: var(--_negative);
    font-size: 0.933em;
  }
`;
