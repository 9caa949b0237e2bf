import type { Id } from '@callstation/core/model';
import { beginMenu } from './menu.ts';
import { liveAgents, liveCustomer } from './people.ts';
import { all, order, see, setCustomer, stay } from './step.ts';
import type { MenuGraph, Move } from './types.ts';

/** Where a caller goes on who does not wait (on) for a group. Whoever was found meanwhile keeps them. */
export function overflowTo(graph: MenuGraph, node: Id): Move {
  return see((c) => {
    const customer = liveCustomer(c);
    if (customer === null || c.queued || c.menu !== null || liveAgents(c).length > 0) return stay;
    const answer =
      customer.state === 'incoming'
        ? all(
            setCustomer({ state: 'answered', party: { ...customer.party, state: 'joined' } }),
            order('answer', customer.leg),
          )
        : stay;
    return all(answer, beginMenu(graph, node, null));
  });
}
