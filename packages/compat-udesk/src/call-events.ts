import type { CallSnapshot, SessionSnapshot } from '@callstation/core';

/** The vendor's events of a call. */
export type CallEventName =
  | 'Delivered'
  | 'Originated'
  | 'Established'
  | 'Held'
  | 'Retrieved'
  | 'Conferenced'
  | 'Transferred'
  | 'ConnectionCleared';

/** What a call's step is to the vendor. */
export interface CallStep {
  /** The call as it is now, or was last. */
  call: CallSnapshot;
  /** In order. */
  events: CallEventName[];
  /** Something of an advanced call changed that has no event of its own. */
  advanced: boolean;
  /** Whether the phone began or stopped ringing, or talking. */
  phone: boolean;
}

type Stage = 'none' | 'ring' | 'dial' | 'alert' | 'talk' | 'over';

function stageOf(call: CallSnapshot | null): Stage {
  switch (call?.phase) {
    case undefined:
      return 'none';
    case 'offered':
    case 'connecting':
      return 'ring';
    case 'dialing':
      return 'dial';
    case 'alerting':
      return 'alert';
    case 'active':
      return 'talk';
    case 'ended':
      return 'over';
  }
}

/** What the phone does: nothing, ring, or talk. */
function soundOf(stage: Stage): 'idle' | 'ring' | 'busy' {
  if (stage === 'none' || stage === 'over') return 'idle';
  return stage === 'ring' ? 'ring' : 'busy';
}

const asCall = (session: SessionSnapshot | null): CallSnapshot | null =>
  session && session.kind !== 'im' ? session : null;

/**
 * What happened between two snapshots of a call, either of which may be missing. Nothing else is asked, so that a page that
 * comes in the middle is told the same as one that was there from the beginning.
 */
export function stepOf(before: SessionSnapshot | null, after: SessionSnapshot | null): CallStep | null {
  const [was, is] = [asCall(before), asCall(after)];
  const call = is ?? was;
  if (!call) return null;
  const [from, to] = [stageOf(was), is ? stageOf(is) : 'over'];
  if (from === to) return { call, events: during(was, is), advanced: isAdvanced(was, is), phone: false };
  // Over in both cases: it only left the list.
  if (from === 'none' && to === 'over') return null;
  return { call, events: stepEvents(call, from, to), advanced: false, phone: soundOf(from) !== soundOf(to) };
}

function stepEvents(call: CallSnapshot, from: Stage, to: Stage): CallEventName[] {
  const dialled = call.direction === 'out' && call.role !== 'supervisor';
  // Who answers or refuses at once has never rung; the number's event carries the id and comes first all the same.
  const unannounced: CallEventName[] = dialled && (from === 'dial' || from === 'none') ? ['Originated'] : [];
  switch (to) {
    case 'ring':
      return call.phase === 'offered' && from === 'none' ? ['Delivered'] : [];
    case 'alert':
      return unannounced;
    case 'talk':
      return [...unannounced, 'Established'];
    case 'over': {
      const moved = call.phase === 'ended' && call.end.reason === 'transferred';
      return [...unannounced, ...(moved ? (['Transferred'] as const) : []), 'ConnectionCleared'];
    }
    case 'none':
    case 'dial':
      return [];
  }
}

/** Steps of a call in conversation. */
function during(was: CallSnapshot | null, is: CallSnapshot | null): CallEventName[] {
  if (was?.phase !== 'active' || is?.phase !== 'active') return [];
  const events: CallEventName[] = [];
  if (was.hold !== 'held' && is.hold === 'held') events.push('Held');
  if (is.hold === 'none' && (was.hold === 'held' || was.hold === 'resuming')) events.push('Retrieved');
  if (is.others.length > was.others.length) events.push('Conferenced');
  return events;
}

function isAdvanced(was: CallSnapshot | null, is: CallSnapshot | null): boolean {
  if (was?.phase !== 'active' || is?.phase !== 'active') return false;
  return (
    was.consult.state !== is.consult.state ||
    is.others.length < was.others.length ||
    was.supervises?.mode !== is.supervises?.mode
  );
}
