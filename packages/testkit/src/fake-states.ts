import {
  AGENT_VERBS,
  CALL_VERBS,
  offeredCall,
  type AgentSnapshot,
  type CallSnapshot,
  type Capabilities,
  type State,
} from '@callstation/core/model';

/** An instant for tests: the fake clock's first. */
export const T0 = 1_700_000_000_000;

/** Every call verb and agent verb, calls only. */
export const fakeCapabilities = (): Capabilities => ({
  calls: [...CALL_VERBS],
  chats: [],
  agent: [...AGENT_VERBS],
  kinds: ['phone', 'internal'],
});

/** An idle agent that may dial; `changes` on top. */
export function fakeAgent(
  id = 'alice',
  changes: Partial<
    Pick<
      AgentSnapshot,
      'name' | 'leadPage' | 'rights' | 'load' | 'reach' | 'phone' | 'callerNumber' | 'callerPool' | 'skillGroups'
    >
  > = {},
): AgentSnapshot {
  return {
    id,
    name: id,
    since: T0,
    wanted: { status: 'idle' },
    status: 'idle',
    reach: 'page',
    leadPage: null,
    load: { voice: { used: 0, max: 1 }, chat: { used: 0, max: 3 }, video: { used: 0, max: 1 } },
    phone: { mode: 'page' },
    rights: ['dial', 'dialExternal'],
    skillGroups: [],
    ...changes,
  };
}

/** A customer's call that rings. */
export function fakeOffer(id = 's1', number = '+491701234567', at = T0): CallSnapshot {
  const peer = { id: `${id}-peer`, role: 'customer', state: 'ringing', number } as const;
  return offeredCall({ id, engagementId: `${id}-e`, kind: 'phone', peer, at, deadline: at + 20_000 });
}

/** A whole state with an idle agent. */
export function fakeState(changes: Partial<State> = {}): State {
  return { agent: fakeAgent(), sessions: [], capabilities: fakeCapabilities(), ...changes };
}
