import type { Annotation, CallCommands, CallSnapshot, CallVerb, Verdict, Workstation } from '@callstation/core';
import { CALL_VERBS } from '@callstation/core/model';
import { useMemo } from 'react';

import { useSelector } from './use-selector.ts';
import { useWorkstation } from './use-workstation.ts';

type Bound<F> = F extends (id: string, ...rest: infer Rest) => infer Answer ? (...rest: Rest) => Answer : never;

/** Every call verb with the call's id already given. */
export type BoundCallVerbs = { [Verb in CallVerb]: Bound<CallCommands[Verb]> };

/** A call, what may be done to it, and the verbs that do it. */
export interface CallHandle extends BoundCallVerbs {
  /** The call; `null` when there is none (any more). */
  call: CallSnapshot | null;
  /** Which verbs are legal now, and why not. */
  actions: Record<CallVerb, Verdict>;
  /** Remark and user data, for the record and the next agent. */
  setContext: Bound<CallCommands['setContext']>;
  /** Disposition, note, tags and data; in after-call work too. */
  annotate: (annotation: Annotation) => Promise<void>;
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
  const current = useSelector((snapshot) => id ?? snapshot.currentCallId);
  const session = useSelector((snapshot) => snapshot.sessions.find((candidate) => candidate.id === current));
  // Legal actions read other sessions, the agent and the page too; core keeps their identity while no verdict changes.
  const actions = useSelector(() => workstation.calls.actions(current ?? ''));
  const verbs = useMemo(() => bindVerbs(workstation, current ?? ''), [workstation, current]);
  return useMemo(
    () => ({ call: session && session.kind !== 'im' ? session : null, actions, ...verbs }),
    [session, actions, verbs],
  );
}

function bindVerbs(
  { calls, sessions }: Workstation,
  id: string,
): BoundCallVerbs & Pick<CallHandle, 'setContext' | 'annotate'> {
  const bound: Partial<Record<CallVerb, unknown>> = {};
  for (const verb of CALL_VERBS) {
    const command = calls[verb] as (sessionId: string, ...rest: unknown[]) => unknown;
    bound[verb] = (...rest: unknown[]) => command.call(calls, id, ...rest);
  }
  return {
    ...(bound as BoundCallVerbs),
    setContext: (context) => calls.setContext(id, context),
    annotate: (annotation) => sessions.annotate(id, annotation),
  };
}
