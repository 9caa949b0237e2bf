import type { Tccc } from './tccc.types.ts';

/** Which seat a facade has: a workstation, or who signs in where. */
export type SeatKey = object | string;

interface Present {
  tccc: Tccc;
  key: SeatKey;
  /** Whether it is signed in, or about to be. */
  alive(): boolean;
}

/** Where a page keeps its one facade; by a registered symbol, for each script of the vendor's brings a copy of this code. */
const PRESENT = Symbol.for('callstation.tccc');
type Holder = Document & { [PRESENT]?: Present };

/** The facade that is there already for that seat. Another one is dropped: a new sign-in switches accounts. */
export function presentFor(page: Document, key: SeatKey): Tccc | null {
  const present = (page as Holder)[PRESENT];
  if (!present) return null;
  if (present.key === key && present.alive()) return present.tccc;
  present.tccc.destroy();
  return null;
}

/** Makes it the page's facade; returns how to take that back. */
export function settle(page: Document, present: Present): () => void {
  const holder = page as Holder;
  holder[PRESENT] = present;
  return () => {
    if (holder[PRESENT] === present) delete holder[PRESENT];
  };
}
