import { bindCall, type BoundCall, type CallSnapshot, type CallVerb, type Verdict } from '@callstation/core';
import { useMemo } from 'react';

import { useSelector } from './use-selector.ts';
import { useWorkstation } from './use-workstation.ts';

/** A call, what may be done to it, and the verbs that do it. */
export interface CallHandle extends BoundCall {
  /** The call; `null` when there is none (any more). */
  call: CallSnapshot | null;
  /** Which verbs are legal now, and why not. */
  actions: Record<CallVerb, Verdict>;
}

/**
 * One call with its verbs. Without an id: the current call (the one in conversation, else the one that rings).
 *
 * @example
 * const { call, actions, answer, hangup } = useCall();
 * if (call?.phase === 'offered') return <button onClick={() => answer()} disabled={!actions.answer.allowed}>Answer</button>;
 */
export function useCall(id?: string): CallHandle {
  const workstation = useWorkstation();
  const current = useSelector((snapshot) => id ?? snapshot.currentCallId ?? '');
  const session = useSelector((snapshot) => snapshot.sessions.find((candidate) => candidate.id === current));
  // Legal actions read other sessions, the agent and the page too; core keeps their identity while no verdict changes.
  const actions = useSelector(() => workstation.calls.actions(current));
  const verbs = useMemo(() => bindCall(workstation, () => current), [workstation, current]);
  return useMemo(
    () => ({ call: session && session.kind !== 'im' ? session : null, actions, ...verbs }),
    [session, actions, verbs],
  );
}
