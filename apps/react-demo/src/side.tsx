import type { ReactNode } from 'react';

import { Avatar } from './avatar.tsx';

interface SideProps {
  name: string;
  /** What they hear, or what happens to them. */
  state: string;
  /** The agent talks to them now. */
  here: boolean;
  /** The id of the name, for what belongs to it. */
  id?: string;
  children?: ReactNode;
}

/** One party of a call: who, and how they are in it. */
export function Side({ name, state, here, id, children }: SideProps) {
  return (
    <li className="side" data-here={here}>
      <Avatar name={name} />
      <span className="row-text">
        <strong id={id}>{name}</strong>
        <small>{state}</small>
      </span>
      {children}
    </li>
  );
}
