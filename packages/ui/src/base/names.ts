import type { CallSnapshot, Party, Target } from '@callstation/core/model';

import type { UiWords } from '../words/index.ts';

/** Who that is: by name, else by number, else by the agent's id. */
export function partyName({ name, number, agentId }: Party, words: UiWords): string {
  return name || number || agentId || words.unknownCaller;
}

/** Who is at the other end. */
export function peerName({ peer }: CallSnapshot, words: UiWords): string {
  return partyName(peer, words);
}

/** Who is being brought in: by their name once the centre has it, else by what was asked for. */
export function targetName(to: Target, party: Party | undefined, words: UiWords): string {
  if (party) return partyName(party, words);
  if ('agent' in to) return to.agent;
  if ('number' in to) return to.number;
  return 'skillGroup' in to ? to.skillGroup : words.menu;
}
