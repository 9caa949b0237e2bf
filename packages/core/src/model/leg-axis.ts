import { type AxisTable, defineAxis, type Row } from './call-axis.ts';
import type { StampedCallEvent } from './call-events.ts';
import type { AgentLeg, CallSnapshot } from './session.ts';

type WithLeg = Extract<CallSnapshot, { leg: AgentLeg }>;
type LegState = AgentLeg['state'];

const to = (state: LegState): Row<WithLeg, LegState> => ({ to: state, announce: ['sessionMediaChanged'] });
/** The same state, but at another page, or with another deadline. */
const moved = (state: LegState): Row<WithLeg, LegState> => ({
  to: state,
  when: { name: 'moved', test: differs },
  announce: ['sessionMediaChanged'],
});

/** The agent's leg, as the switch reports it. What never came up cannot be lost. */
export const LEG_TABLE: AxisTable<WithLeg, LegState> = {
  none: { 'leg:connecting': to('connecting'), 'leg:flowing': to('flowing') },
  connecting: {
    'leg:none': to('none'),
    'leg:connecting': moved('connecting'),
    'leg:flowing': to('flowing'),
    'leg:lost': to('lost'),
  },
  flowing: {
    'leg:none': to('none'),
    'leg:connecting': to('connecting'),
    'leg:flowing': moved('flowing'),
    'leg:reconnecting': to('reconnecting'),
    'leg:lost': to('lost'),
  },
  reconnecting: {
    'leg:none': to('none'),
    'leg:connecting': to('connecting'),
    'leg:flowing': to('flowing'),
    'leg:reconnecting': moved('reconnecting'),
    'leg:lost': to('lost'),
  },
  lost: {
    'leg:none': to('none'),
    'leg:connecting': to('connecting'),
    'leg:flowing': to('flowing'),
    'leg:reconnecting': to('reconnecting'),
    'leg:lost': moved('lost'),
  },
};

/** The axis of {@link LEG_TABLE}. */
export const legAxis = defineAxis<WithLeg, LegState>({
  name: 'leg',
  table: LEG_TABLE,
  has: (call): call is WithLeg => 'leg' in call,
  read: (call) => call.leg.state,
  write: (call, _, event) => (event.type === 'leg' ? { ...call, leg: event.leg } : call),
});

function differs(call: WithLeg, event: StampedCallEvent): boolean {
  return event.type === 'leg' && (call.leg.deadline !== event.leg.deadline || place(call.leg) !== place(event.leg));
}

function place({ at }: AgentLeg): string {
  if (at === null) return '';
  return 'page' in at ? `page ${at.page}` : `phone ${at.phone}`;
}
