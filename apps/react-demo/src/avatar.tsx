/** A round with the initials of a name; the colour is the name's own. */
export function Avatar({ name, large = false }: { name: string; large?: boolean }) {
  const initials = [...name.matchAll(/\p{L}+/gu)].map(([word]) => [...word][0]).slice(0, 2);
  const hue = [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360, 7);
  return (
    <span className={large ? 'avatar large' : 'avatar'} data-hue={Math.round(hue / 60) % 6} aria-hidden>
      {initials.length > 0 ? initials.join('') : '#'}
    </span>
  );
}
