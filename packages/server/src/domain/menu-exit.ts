import { withRecordingRule } from './taping.ts';
import type { End, Id } from '@callstation/core/model';
import { enqueue } from './enqueue.ts';
import { endAll, endSession, letGuestGo, seenByOthers } from './parting.ts';
import { isBegun, othersOf } from './people.ts';
import { all, order, see, set, setDesk, stay, tell, want } from './step.ts';
import type { MenuNode, Move, Terms } from './types.ts';

const TRANSFERRED: End = { reason: 'transferred', by: 'agent' };

/** The customer waits for an agent of that group; who waits for the customer keeps waiting until one has audio. */
export function menuToGroup(terms: Terms): Move {
  return see((c) => {
    const ruled = withRecordingRule(c.context, terms);
    const context = terms.skillGroup === null ? ruled : { ...ruled, skillGroup: terms.skillGroup };
    const menu = c.menu?.waiter == null ? null : c.menu;
    // Who has been served before has waited long enough.
    return all(set({ terms, context, menu, avoid: {} }), enqueue(c.engagements > 0));
  });
}

/** Calls a number for the customer, who hears it ring. */
export function menuToNumber({ to }: Extract<MenuNode, { kind: 'number' }>): Move {
  return see((c) => {
    if (c.menu === null) return stay;
    const asked = c.asked + 1;
    const id = `${c.id}-guest-${asked}`;
    const party = { id, role: 'customer' as const, state: 'ringing' as const, number: to.number };
    return all(
      set({
        asked,
        menu: { ...c.menu, guest: id },
        guests: { ...c.guests, [id]: { party, leg: id, state: 'dialing' } },
      }),
      order('dial', id, to, { timeoutMs: c.terms.dialTimeoutMs, earlyMedia: false }),
    );
  });
}

/** The agent who waits gets the customer back, from wherever in the menu they are. */
export const giveBack: Move = see((c) => {
  const { menu } = c;
  if (menu?.waiter == null) return stay;
  const { waiter, home, guest } = menu;
  const cancelled: End = { reason: 'remoteCancel', by: 'peer' };
  const { skillGroup: _group, ...context } = c.context;
  return all(
    c.queued ? want({ type: 'unqueue' }) : stay,
    ...othersOf(c, waiter).map((agent) => endSession(agent, cancelled)),
    guest === null ? stay : letGuestGo(guest, cancelled),
    set({ menu: null, queued: false, terms: home }),
    set({ context: home.skillGroup === null ? context : { ...context, skillGroup: home.skillGroup } }),
    setDesk(waiter, { holds: false }),
    tell(waiter, { type: 'consult', consult: { state: 'none' } }),
  );
});

/** The menu says goodbye. For who waited it was a transfer that came to its end. */
export const menuHangup: Move = see((c) => {
  const end: End = { reason: 'localHangup', by: 'system', cause: { code: 'ivrEnd' } };
  const waiter = c.menu?.waiter;
  return endAll((agent, session) => (agent === waiter ? TRANSFERRED : seenByOthers(session, end)), end);
});

/** An agent has audio for the customer: the menu is over, and who waited is out. */
export function menuServed(agent: Id): Move {
  return see((c) => {
    const theirs = c.menu !== null && c.menu.waiter !== agent && isBegun(c.sessions[agent]);
    return theirs ? all(endWaiter(TRANSFERRED), set({ menu: null })) : stay;
  });
}

/** The number has answered: it has the customer. */
export function menuReached(guest: Id): Move {
  return all(
    endWaiter(TRANSFERRED),
    see((c) => set({ menu: null, brought: [...c.brought, guest] })),
  );
}

/** Who waited is gone; the customer goes on where they are. */
export function waiterGone(end: End): Move {
  return all(
    endWaiter(end),
    // In a queue the customer is like any other there.
    see((c) => (c.menu?.graph.nodes[c.menu.node]?.kind === 'group' ? set({ menu: null }) : stay)),
  );
}

/** After-call work is what the agent's own group says, wherever the customer goes. */
function endWaiter(end: End): Move {
  return see(({ menu, terms }) =>
    menu?.waiter == null
      ? stay
      : all(set({ terms: menu.home, menu: { ...menu, waiter: null } }), endSession(menu.waiter, end), set({ terms })),
  );
}
