import { html, type TemplateResult } from 'lit';

const HUES = 6;

/** A round with the initials of a name; the colour is the name's own. */
export function avatar(name: string): TemplateResult {
  const initials = [...name.matchAll(/\p{L}+/gu)].map(([word]) => [...word][0]).slice(0, 2);
  const hue = [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360, 7);
  return html`<span class="avatar hue-${hue % HUES}" part="avatar" aria-hidden="true"
    >${initials.length > 0 ? initials.join('') : '#'}</span
  >`;
}
