import type { CallSnapshot, Id } from '@callstation/core/model';

import { CONTACTS, contactOf, type Contact } from './contacts.ts';

const KEY = 'callstation-demo-crm';

/** Whose record a call is about: the one it was dialled from, else the one with that number. */
export function recordOf({ context, peer }: CallSnapshot): Contact | undefined {
  return CONTACTS.find(({ record }) => record === context.userData) ?? contactOf(peer.number);
}

/** The sessions kept with a record, oldest first. A product's CRM keeps them; the demo's is the browser's storage. */
export const savedSessions = (record: string): readonly Id[] => read()[record] ?? [];

/** Keeps a session with a record, once; returns all that are kept with it. */
export function saveSession(record: string, session: Id): readonly Id[] {
  const kept = [...new Set([...savedSessions(record), session])];
  localStorage.setItem(KEY, JSON.stringify({ ...read(), [record]: kept }));
  return kept;
}

function read(): Record<string, readonly Id[]> {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}') as Record<string, readonly Id[]>;
  } catch {
    return {};
  }
}
