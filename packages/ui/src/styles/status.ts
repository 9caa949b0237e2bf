import { css, type CSSResult } from 'lit';

/** The light that says what an agent is. A text beside it always says the same. */
export const statusStyles: CSSResult = css`
  .light {
    inline-size: 0.75em;
    block-size: 0.75em;
    flex: none;
    border-radius: 50%;
    background: var(--_quiet);
    forced-color-adjust: none;
  }
  .light[data-status='idle'] {
    background: var(--_positive);
  }
  .light[data-status='busy'] {
    background: var(--_negative);
  }
  .light[data-status='wrap-up'],
  .light[data-status='break'] {
    background: var(--_on-notice);
  }
`;
