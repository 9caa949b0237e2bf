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
        return event.role ? inRole(call, event.peer, event.role) : { ...call, peer: event.peer };
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

/** Who takes a call over does not supervise it any more. */
function inRole(call: CallSnapshot, peer: CallSnapshot['peer'], role: CallSnapshot['role']): CallSnapshot {
  const { supervises, ...rest } = call;
  return { ...rest, ...(supervises && role === 'supervisor' ? { supervises } : {}), peer, role };
}
