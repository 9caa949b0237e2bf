import { html, type TemplateResult } from 'lit';

const HUES = 6;

/** A round with the initials of a name; the colour is the name's own. */
export function avatar(name: string): TemplateResult {
  const initials = [...name.matchAll(/\p{L}+/gu)].map(([word]) => [...word][0]).slice(0, 2);
  const hue = [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360, 7);
  const shown = initials.length > 0 ? initials.join('') : '#';
  // Not as text: they are no part of the name of a button they stand in.
  return html`<span class="avatar hue-${hue % HUES}" part="avatar" data-initials=${shown} aria-hidden="true"></span>`;
}
