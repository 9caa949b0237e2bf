import type { CallSnapshot } from '@callstation/core/model';

import { contactOf } from './contacts.ts';

/** Who is at the other end: the name the centre knows, else the address book's, else the number. */
export function nameOf({ peer }: CallSnapshot): string {
  return peer.name ?? contactOf(peer.number)?.name ?? peer.number ?? 'Unknown caller';
}
