import { type CSSResult, unsafeCSS } from 'lit';

/** A design token: a custom property that a page may set, and what it is where the page does not. */
export interface Token {
  readonly name: `--cs-${string}`;
  readonly value: string;
  /** Where a dark page needs another value. */
  readonly dark?: string;
  readonly about: string;
}

const FONT = `system-ui, -apple-system, 'Segoe UI', Roboto, 'PingFang SC', 'Noto Sans SC', sans-serif`;

/** Every token. docs/ui.md lists them; a test compares the two. */
export const TOKENS: readonly Token[] = [
  { name: '--cs-surface', value: '#ffffff', dark: '#18202b', about: 'background of bars, cards and panels' },
  { name: '--cs-sunken', value: '#eef1f6', dark: '#212b38', about: 'background of what lies inside them' },
  { name: '--cs-line', value: '#dde2ea', dark: '#2d3949', about: 'borders of surfaces' },
  { name: '--cs-field-line', value: '#7d8896', dark: '#75859a', about: 'borders of fields and plain buttons' },
  { name: '--cs-text', value: '#16202e', dark: '#e9eef5', about: 'text' },
  { name: '--cs-quiet', value: '#566373', dark: '#a3b0c1', about: 'text of less weight' },
  { name: '--cs-accent', value: '#2f5bea', dark: '#7c9cff', about: 'what is first to be pressed, and the focus' },
  { name: '--cs-on-accent', value: '#ffffff', dark: '#0b1430', about: 'text on it' },
  { name: '--cs-positive', value: '#0f7b45', dark: '#3fc280', about: 'answering, talking' },
  { name: '--cs-on-positive', value: '#ffffff', dark: '#06231a', about: 'text on it' },
  { name: '--cs-negative', value: '#c42b3a', dark: '#ff7d88', about: 'hanging up, problems' },
  { name: '--cs-on-negative', value: '#ffffff', dark: '#2b0609', about: 'text on it' },
  {
    name: '--cs-notice',
    value: '#fff4d6',
    dark: '#3b2f10',
    about: 'background of what is switched on, or to be noticed',
  },
  { name: '--cs-on-notice', value: '#6b4a00', dark: '#ffdf94', about: 'text on it' },
  { name: '--cs-info', value: '#e4ebff', dark: '#1d2a4d', about: 'background of what is good to know' },
  { name: '--cs-on-info', value: '#1f3a94', dark: '#c3d2ff', about: 'text on it' },
  { name: '--cs-font', value: FONT, about: 'font family' },
  { name: '--cs-font-size', value: '15px', about: 'font size; all other sizes follow it' },
  { name: '--cs-radius', value: '14px', about: 'corners of cards and panels' },
  { name: '--cs-radius-small', value: '10px', about: 'corners of buttons and fields' },
  { name: '--cs-bar-height', value: '4.5rem', about: 'height of a wide call bar, whatever it shows' },
  { name: '--cs-layer', value: '1000', about: 'z-index of what floats over the page' },
];

/**
 * The tokens as private properties of every element (`--_text` for `--cs-text`), so that what a page sets on any ancestor
 * counts, and what it does not set follows the colour scheme in force there.
 */
export const tokenStyles: CSSResult = unsafeCSS(
  `:host{${TOKENS.map(({ name, value, dark }) => {
    const given = dark === undefined ? value : `light-dark(${value},${dark})`;
    return `--_${name.slice('--cs-'.length)}:var(${name},${given})`;
  }).join(';')}}`,
);
