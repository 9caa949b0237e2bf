/** The first letters of the first two words of a name; `#` for a number. */
export function initialsOf(name: string): string {
  const letters = [...name.matchAll(/\p{L}+/gu)].map(([word]) => [...word][0]).slice(0, 2);
  return letters.length > 0 ? letters.join('') : '#';
}

/** A colour out of six that is the name's own. */
export function hueOf(name: string): number {
  const hue = [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360, 7);
  return Math.round(hue / 60) % 6;
}
