import { hueOf, initialsOf } from 'demo-kit';

/** A round with the initials of a name; the colour is the name's own. */
export function Avatar({ name, large = false }: { name: string; large?: boolean }) {
  return (
    <span className={large ? 'avatar large' : 'avatar'} data-hue={hueOf(name)} aria-hidden>
      {initialsOf(name)}
    </span>
  );
}
