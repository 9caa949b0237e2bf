import { beginMenu } from './menu.ts';
import { clearEnded, endSession } from './parting.ts';
import { type Id, type Party, type Target, offeredCall } from '@callstation/core/model';
import { failed } from './aside-end.ts';
import { ringPhone } from './desk.ts';
import { agentParty, liveAgents, liveCustomer, liveGuests } from './people.ts';
import { passOnTo } from './requeue.ts';
import { put } from './second-party.ts';
import { all, open, order, see, set, setDesk, nameAgent } from './step.ts';
import type { Aside, Conversation, Move, SecondParty } from './types.ts';
import { enqueueFront } from './enqueue.ts';

/** The most that one conversation holds, those who still ring among them. */
const MOST_PARTIES = 10;

/** An agent asks for a second party; the table has moved their session already. */
export function beginAside(by: Id, mode: Aside['mode'], to: Target, second: SecondParty | undefined): Move {
  return see((c) => {
    if (second === undefined) return failed(by, { reason: 'systemError', by: 'system' });
    if ('menu' in second) return toMenu(by, second);
    if ('skillGroup' in second) {
      // Two agents who talk have nobody to give to a queue.
      return liveCustomer(c) === null ? failed(by, { reason: 'policyBlocked', by: 'system' }) : toGroup(by, second);
    }
    if (parties(c) >= MOST_PARTIES) return failed(by, { reason: 'policyBlocked', by: 'system' });
    if ('agent' in second && (second.refused !== null || isBusyHere(c, second.agent))) {
      return failed(by, second.refused ?? { reason: 'busy', by: 'system' });
    }
    const number = c.asked + 1;
    const room = `${c.room}-${number}`;
    const facing = mode === 'conference' ? 'customer' : 'party';
    const common = { mode, to, room, state: 'dialing' as const, facing } as const;
    return 'agent' in second
      ? all(
          put(by, number, { ...common, party: { agent: second.agent } }),
          nameAgent(second.agent, second.name),
          offerAside(by, second.agent, mode),
          ringPhone(second.agent, second.phone),
        )
      : dialGuest(by, number, common, second);
  });
}

const parties = (c: Conversation): number =>
  liveAgents(c).length + liveGuests(c).length + (liveCustomer(c) === null ? 0 : 1);

const isBusyHere = (c: Conversation, agent: Id): boolean => {
  const session = c.sessions[agent];
  return session !== undefined && session.phase !== 'ended';
};

function offerAside(by: Id, agent: Id, mode: Aside['mode']): Move {
  return see((c, at) => {
    const customer = liveCustomer(c);
    const asker = agentParty(c, by);
    const peer: Party = mode === 'consult' || customer === null ? asker : customer.party;
    const session = offeredCall({
      id: c.id,
      engagementId: `${c.id}-${c.engagements + 1}`,
      kind: c.kind,
      role: mode === 'transfer' ? 'handler' : 'consulted',
      peer: { ...peer, state: 'ringing' },
      // Between agents it comes to each as it comes; a customer's keeps telling which number is theirs.
      context: c.kind === 'internal' ? { ...c.context, flow: 'in' } : c.context,
      deadline: at + c.terms.ringTimeoutMs,
      at,
    });
    return all(clearEnded(agent), open(agent, session));
  });
}

function dialGuest(
  by: Id,
  asked: number,
  common: Omit<Aside, 'party'>,
  second: Extract<SecondParty, { number: string }>,
): Move {
  return see((c) => {
    const id = `${c.id}-guest-${asked}`;
    const { number, trunk, callerNumber } = second;
    const party: Party = { id, role: 'customer', state: 'ringing', number };
    const to = { trunk, number, ...(callerNumber === undefined ? {} : { callerNumber }) };
    return all(
      put(by, asked, { ...common, party: { guest: id } }),
      set({ guests: { ...c.guests, [id]: { party, leg: id, state: 'dialing' } } }),
      order('dial', id, to, { timeoutMs: c.terms.dialTimeoutMs, earlyMedia: true }),
    );
  });
}

/** The customer goes to an IVR alone; the agent hangs up, or stays until somebody else has them. */
function toMenu(by: Id, { menu, node, wait }: Extract<SecondParty, { menu: unknown }>): Move {
  return see((c) => {
    const alone = liveAgents(c).length === 1 && liveGuests(c).length === 0;
    if (liveCustomer(c) === null || !alone) return failed(by, { reason: 'policyBlocked', by: 'system' });
    return all(
      wait ? setDesk(by, { holds: false }) : endSession(by, { reason: 'transferred', by: 'agent' }),
      beginMenu(menu, node, wait ? by : null),
    );
  });
}

/** The queue takes the customer at once: it is a place that answers. */
function toGroup(by: Id, { terms }: Extract<SecondParty, { skillGroup: Id }>): Move {
  return all(passOnTo(by, terms), enqueueFront);
}
