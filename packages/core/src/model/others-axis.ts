import { type AxisTable, defineAxis } from './call-axis.ts';
import type { StampedCallEvent } from './call-events.ts';
import type { ActiveCall } from './session.ts';

const grew = {
  name: 'more',
  test: (call: ActiveCall, event: StampedCallEvent) =>
    event.type === 'others' && event.others.length > call.others.length,
};
const shrank = {
  name: 'fewer',
  test: (call: ActiveCall, event: StampedCallEvent) =>
    event.type === 'others' && event.others.length < call.others.length,
};

/** While somebody is brought in, both verbs are about that one. */
const nobodyOnTheWay = {
  name: 'nobody on the way',
  test: (call: ActiveCall) => call.consult.state === 'none',
};

/**
 * Who else is in the conversation, besides the peer; who was brought in last comes last. Completing a three-way call
 * leaves it to the others (`ended`, transferred); taking it back sends away who came last.
 */
export const OTHERS_TABLE: AxisTable<ActiveCall, 'alone' | 'conference'> = {
  alone: {
    'others:some': { to: 'conference', announce: ['sessionConferenced'] },
  },
  conference: {
    'others:some': [
      { to: 'conference', when: grew, announce: ['sessionConferenced'] },
      { to: 'conference', when: shrank, announce: ['participantLeft'] },
      { to: 'conference', announce: ['sessionChanged'] },
    ],
    'others:none': { to: 'alone', announce: ['participantLeft'] },
    'command:removeParticipant': { to: 'conference', orders: true },
    'command:leave': { to: 'conference', orders: true },
    'command:completeTransfer': { to: 'conference', when: nobodyOnTheWay, orders: true },
    'failed:completeTransfer': { to: 'conference', when: nobodyOnTheWay },
    'command:takeBack': { to: 'conference', when: nobodyOnTheWay, orders: true },
  },
};

/** The axis of {@link OTHERS_TABLE}. */
export const othersAxis = defineAxis<ActiveCall, 'alone' | 'conference'>({
  name: 'others',
  table: OTHERS_TABLE,
  has: (call): call is ActiveCall => call.phase === 'active',
  read: (call) => (call.others.length > 0 ? 'conference' : 'alone'),
  write: (call, _, event) => (event.type === 'others' ? { ...call, others: event.others } : call),
});
