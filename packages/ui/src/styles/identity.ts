import { css, type CSSResult } from 'lit';

/** Who, in two lines that end where there is no more room; the time; and the dot of a recording. */
export const identityStyles: CSSResult = css`
  .who {
    display: grid;
    flex: 1;
    min-inline-size: 0;
    line-height: 1.35;
  }
  .name,
  .detail span,
  .phase {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .name {
    justify-self: start;
    max-inline-size: 100%;
    font-size: 1.067em;
  }
  .detail {
    display: flex;
    align-items: center;
    gap: 0.35em;
    min-inline-size: 0;
  }
  :host(:dir(rtl)) .detail .icon {
    scale: -1 1;
  }
  .recording {
    display: inline-flex;
    align-items: center;
    gap: 0.35em;
    color: var(--_negative);
    font-size: 0.867em;
    white-space: nowrap;
  }
  .recording::before {
    inline-size: 0.6em;
    block-size: 0.6em;
    border: 2px solid currentcolor;
    border-radius: 50%;
    content: '';
  }
  .recording[data-recording='on']::before {
    background: currentcolor;
    forced-color-adjust: none;
  }
`;
