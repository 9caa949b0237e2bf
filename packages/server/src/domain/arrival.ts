import type { SessionContext } from '@callstation/core/model';
import { arrange } from './arrange.ts';
import { enqueue } from './enqueue.ts';
import { beginMenu } from './menu.ts';
import { all, order, see, set, setCustomer, stay } from './step.ts';
import type { Found, InboundMenu, Move } from './types.ts';
import { withRecordingRule } from './taping.ts';

/** The call goes where it is to go: into the queue, or into the IVR that has the number. */
export function arrive(menu: InboundMenu | null): Move {
  if (menu === null) return enqueue(false);
  return see(({ customer }) => {
    if (customer === null) return stay;
    return all(
      setCustomer({ state: 'answered', party: { ...customer.party, state: 'joined' } }),
      // Before the first word is said.
      order('answer', customer.leg),
      beginMenu(menu.graph, menu.node, null),
      arrange,
    );
  });
}

/** What is known of a call that waits for that; it goes on with it, or without. */
export function lookedUp({ name, priority, agent, terms, context = {} }: Found): Move {
  return see((c) => {
    if (c.arriving === null || c.over) return stay;
    const { menu } = c.arriving;
    const to = terms ?? c.terms;
    const said: SessionContext = { ...c.context, ...context };
    if (to.skillGroup !== null) said.skillGroup = to.skillGroup;
    return all(
      set({
        ...{ arriving: null, terms: to, prefers: agent ?? null, priority: priority ?? c.priority },
        context: terms === undefined ? said : withRecordingRule(said, to),
      }),
      see(({ customer }) =>
        customer === null || name === undefined ? stay : setCustomer({ party: { ...customer.party, name } }),
      ),
      arrive(terms === undefined ? menu : null),
    );
  });
}
