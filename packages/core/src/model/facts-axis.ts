import { type AxisTable, defineAxis } from './call-axis.ts';
import type { CallSnapshot } from './session.ts';

/** What is known about a call beside its course. Any phase may learn it, an ended one too. */
export const FACTS_TABLE: AxisTable<CallSnapshot, 'known'> = {
  known: {
    peer: { to: 'known', announce: ['sessionChanged'] },
    context: { to: 'known', announce: ['contextChanged'] },
    annotated: { to: 'known', announce: ['contextChanged'] },
    supervises: { to: 'known', announce: ['sessionChanged'] },
  },
};

/** The axis of {@link FACTS_TABLE}. */
export const factsAxis = defineAxis<CallSnapshot, 'known'>({
  name: 'facts',
  table: FACTS_TABLE,
  has: (_call): _call is CallSnapshot => true,
  read: () => 'known',
  write(call, _, event) {
    switch (event.type) {
      case 'peer':
        return { ...call, peer: event.peer, ...(event.role ? { role: event.role } : {}) };
      case 'context':
        return { ...call, context: { ...call.context, ...event.context } };
      case 'annotated':
        return { ...call, annotation: { ...call.annotation, ...event.annotation } };
      case 'supervises':
        return { ...call, supervises: event.supervises };
      default:
        return call;
    }
  },
});
