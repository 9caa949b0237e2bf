import { bindCall, type BoundCall, type CallSnapshot, type CallVerb, type Verdict } from '@callstation/core';
import { computed, toValue, type ComputedRef, type MaybeRefOrGetter } from 'vue';

import { useSelector } from './use-selector.ts';
import { useWorkstation } from './use-workstation.ts';

/** A call, what may be done to it, and the verbs that do it. */
export interface CallHandle extends BoundCall {
  /** The call; `null` when there is none (any more). */
  call: ComputedRef<CallSnapshot | null>;
  /** Which verbs are legal now, and why not. */
  actions: ComputedRef<Record<CallVerb, Verdict>>;
}

/**
 * One call with its verbs. Without an id: the current call (the one in conversation, else the one that rings).
 *
 * @example
 * const { call, actions, answer } = useCall();
 * // <button v-if="call?.phase === 'offered'" :disabled="!actions.answer.allowed" @click="answer()">Answer</button>
 */
export function useCall(id?: MaybeRefOrGetter<string | undefined>): CallHandle {
  const workstation = useWorkstation();
  const current = useSelector((snapshot) => toValue(id) ?? snapshot.currentCallId ?? '');
  const session = useSelector((snapshot) => snapshot.sessions.find((candidate) => candidate.id === current.value));
  // Legal actions read other sessions, the agent and the page too; core keeps their identity while no verdict changes.
  const actions = useSelector(() => workstation.calls.actions(current.value));
  const call = computed(() => (session.value && session.value.kind !== 'im' ? session.value : null));
  return { call, actions, ...bindCall(workstation, () => current.value) };
}
