import type { CallSnapshot, Party, Target } from '@callstation/core/model';

import { AGENTS } from './agents.ts';
import { contactOf } from './contacts.ts';

const agentName = (id: string | undefined): string | undefined => AGENTS.find((agent) => agent.id === id)?.name ?? id;

/** Who that is: the name the centre knows, else the address book's, else the number. */
export function partyName({ name, number, agentId }: Party): string {
  return name ?? contactOf(number)?.name ?? agentName(agentId) ?? number ?? 'Unknown caller';
}

/** Who is at the other end. */
export function nameOf({ peer }: CallSnapshot): string {
  return partyName(peer);
}

/** Who is being brought in: by their name once the centre has it, else by what was asked for. */
export function targetName(to: Target, party?: Party): string {
  if (party) return partyName(party);
  if ('agent' in to) return agentName(to.agent) ?? to.agent;
  if ('number' in to) return contactOf(to.number)?.name ?? to.number;
  return 'skillGroup' in to ? to.skillGroup : 'Menu';
}
