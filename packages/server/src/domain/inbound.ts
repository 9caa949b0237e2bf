import { answerCustomer } from './offer.ts';
import { withRecordingRule } from './taping.ts';
import type { Id, Party, SessionContext } from '@callstation/core/model';
import type { SwitchEvent } from '../switch/switch.ts';
import { newConversation } from './begin.ts';
import { kept } from './ledger.ts';
import { customerEnded } from './end.ts';
import { arrive } from './arrival.ts';
import { liveAgents } from './people.ts';
import { all, order, see, set, stay } from './step.ts';
import type { InboundMenu, Move, Step, Terms } from './types.ts';
import { beginCare, leaveQueue } from './queue-care.ts';

/** A customer calls in. */
export interface InboundStart {
  id: Id;
  terms: Terms;
  leg: Id;
  /** E.164 where it could be read. */
  from: string;
  to: string;
  trunk: string;
  /** The IVR that has the number, and where to begin in it. */
  menu?: InboundMenu;
  /** Higher is served first; default 0. */
  priority?: number;
  /** It only rings until it is told what is known of it. */
  looksUp?: boolean;
  /** They call from a website or an app: `from` is who they are there, and no number. */
  visitor?: { party: Partial<Party>; context: Partial<SessionContext> };
}

/** A conversation that begins with a customer's call: it rings and waits for an agent, or begins in an IVR. */
export function beginInbound(start: InboundStart, at: number): Step {
  const { id, leg, from, to, trunk, terms, visitor } = start;
  const who = visitor === undefined ? { number: from } : visitor.party;
  const party: Party = { id: `${id}-customer`, role: 'customer', state: 'ringing', ...who };
  const said: SessionContext = { callerNumber: from, calleeNumber: to, trunk, ...visitor?.context, flow: 'in' };
  if (terms.skillGroup !== null) said.skillGroup = terms.skillGroup;
  const context = withRecordingRule(said, terms);
  const customer = { party, leg, state: 'incoming' as const };
  const kind = visitor === undefined ? 'phone' : 'voip';
  const empty = newConversation({ id, kind, terms, context, customer, priority: start.priority ?? 0, at });
  const menu = start.menu ?? null;
  const first = start.looksUp
    ? all(set({ arriving: { menu } }), order('ring', leg))
    : all(menu === null ? order('ring', leg) : stay, arrive(menu));
  return kept(null, first(empty, at), at);
}

/** Nobody is free: the customer hears music from now on, or goes where nobody is needed. */
export function waiting(staffed: boolean): Move {
  return see((c) => {
    if (!c.queued) return stay;
    const leaves = !staffed && c.terms.queue?.needsStaff === true && c.menu === null;
    return leaves ? leaveQueue('nobody') : all(beginCare, answerCustomer);
  });
}

/** What the customer's leg does. */
export function callerEvent(event: Extract<SwitchEvent, { leg: Id }>): Move {
  if (event.type !== 'ended') return stay;
  return see((c) => {
    const nobody = liveAgents(c).length === 0;
    return customerEnded(
      nobody && event.end.reason === 'remoteHangup' ? { ...event.end, reason: 'remoteCancel' } : event.end,
    );
  });
}
