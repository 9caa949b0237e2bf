import { css, type CSSResult } from 'lit';

/** Rounds with initials: dark letters on six light grounds, in both themes. */
export const avatarStyles: CSSResult = css`
  .avatar {
    display: grid;
    place-items: center;
    inline-size: 2.5em;
    block-size: 2.5em;
    flex: none;
    border-radius: 50%;
    background: #c9d8ff;
    color: #16202e;
    font-size: 0.9em;
    font-weight: 600;
    user-select: none;
  }
  .avatar::before {
    content: attr(data-initials);
  }
  .hue-1 {
    background: #cdeed6;
  }
  .hue-2 {
    background: #ffe1b8;
  }
  .hue-3 {
    background: #f6d0e6;
  }
  .hue-4 {
    background: #d9d2fb;
  }
  .hue-5 {
    background: #c8ecf2;
  }
  @media (forced-colors: active) {
    .avatar {
      border: 1px solid;
    }
  }
`;
