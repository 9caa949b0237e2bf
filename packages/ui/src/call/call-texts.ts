import type { ActiveCall, CallSnapshot, Consult } from '@callstation/core/model';

import { peerName } from '../base/names.ts';
import { fill } from '../words/fill.ts';
import type { SeatWords } from '../words/index.ts';

/** The state of a call in a word or two. */
export function stateText(call: CallSnapshot, { ui, core }: SeatWords): string {
  if (call.phase === 'ended') return core.endReasons[call.end.reason];
  if (call.phase !== 'active') return core.callPhases[call.phase];
  if (call.consult.state !== 'none') return consultText(call.consult, ui);
  if (call.hold !== 'none') return ui.held;
  if (call.mute === 'on') return ui.muted;
  if (call.supervises) return ui[SUPERVISING[call.supervises.mode]];
  return core.callPhases.active;
}

const SUPERVISING = { listen: 'listening', whisper: 'whispering', barge: 'inTheCall' } as const;

const consultText = ({ mode }: Extract<Consult, { mode: string }>, ui: SeatWords['ui']): string =>
  ({ consult: ui.consulting, transfer: ui.transferring, conference: ui.adding })[mode];

/** The number, or where the call came in when the number is all there is of a name. */
export function detailText(call: CallSnapshot, words: SeatWords): string {
  const { ui } = words;
  if (call.role === 'supervisor') return withWhom(call, words);
  const name = peerName(call, ui);
  const { number, agentId, location } = call.peer;
  const detail = number ?? agentId;
  const known = [detail === name ? undefined : detail, location, call.context.skillGroup?.name].filter(Boolean);
  if (known.length > 0) return known.join(' · ');
  return call.direction === 'in' ? ui.incoming : ui.outgoing;
}

/** Of a colleague's call: the customer. */
function withWhom(call: CallSnapshot, { ui }: SeatWords): string {
  const customer = call.phase === 'active' ? call.others.find(({ role }) => role === 'customer') : undefined;
  if (!customer) return ui.colleaguesCall;
  return fill(ui.inCallWith, { name: customer.name ?? customer.number ?? ui.unknownCaller });
}

/** What the agent should know before they speak; null for an ordinary call. */
export function noticeText(call: CallSnapshot, { ui, core }: SeatWords): string | null {
  if (call.phase === 'active') {
    const failed = failedText(call, { ui, core });
    if (failed) return failed;
  }
  if (call.phase === 'ended') return null;
  if (call.role === 'consulted') return ui.askedForAdvice;
  const { requeued } = call.context;
  return requeued ? `${core.requeued[requeued.why]} (${requeued.name})` : null;
}

function failedText(call: ActiveCall, { ui, core }: Pick<SeatWords, 'ui' | 'core'>): string | null {
  if (call.consult.state !== 'none' || !call.consult.failed) return null;
  return fill(ui.notReached, { reason: core.endReasons[call.consult.failed.reason] });
}
