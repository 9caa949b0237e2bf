import { type AxisTable, defineAxis } from './call-axis.ts';
import type { ActiveCall, Hold } from './session.ts';

/**
 * Hold of the customer. `swap` moves the same way: it holds who talks and resumes who waits, be that the consulted party
 * or another call. The facts count in any state: a consult makes the switch hold without a `hold` command.
 */
export const HOLD_TABLE: AxisTable<ActiveCall, Hold> = {
  none: {
    'command:hold': { to: 'holding', orders: true, announce: ['sessionChanged'] },
    'command:swap': { to: 'holding', orders: true, announce: ['sessionChanged'] },
    held: { to: 'held', announce: ['sessionHeld'] },
  },
  holding: {
    held: { to: 'held', announce: ['sessionHeld'] },
    'failed:hold': { to: 'none', announce: ['sessionChanged'] },
    'failed:swap': { to: 'none', announce: ['sessionChanged'] },
  },
  held: {
    'command:resume': { to: 'resuming', orders: true, announce: ['sessionChanged'] },
    'command:swap': { to: 'resuming', orders: true, announce: ['sessionChanged'] },
    resumed: { to: 'none', announce: ['sessionResumed'] },
  },
  resuming: {
    resumed: { to: 'none', announce: ['sessionResumed'] },
    'failed:resume': { to: 'held', announce: ['sessionChanged'] },
    'failed:swap': { to: 'held', announce: ['sessionChanged'] },
  },
};

/** The axis of {@link HOLD_TABLE}. */
export const holdAxis = defineAxis<ActiveCall, Hold>({
  name: 'hold',
  table: HOLD_TABLE,
  has: (call): call is ActiveCall => call.phase === 'active',
  read: (call) => call.hold,
  write: (call, to) => (call.hold === to ? call : { ...call, hold: to }),
});
