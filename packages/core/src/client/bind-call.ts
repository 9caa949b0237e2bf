import { CALL_VERBS, type Annotation, type CallVerb, type Id } from '../model/index.ts';
import type { CallCommands, Workstation } from './workstation.types.ts';

type Bound<F> = F extends (id: Id, ...rest: infer Rest) => infer Answer ? (...rest: Rest) => Answer : never;

/** Every call verb with the call's id already given. */
export type BoundCallVerbs = { [Verb in CallVerb]: Bound<CallCommands[Verb]> };

/** What {@link bindCall} gives. */
export interface BoundCall extends BoundCallVerbs {
  /** Remark and user data, for the record and the next agent. */
  setContext: Bound<CallCommands['setContext']>;
  /** Disposition, note, tags and data; in after-call work too. */
  annotate: (annotation: Annotation) => Promise<void>;
}

/**
 * Every verb of one call, without its id. `id` is read whenever a verb is used.
 *
 * @example
 * const { answer, hangup } = bindCall(workstation, () => 's1');
 * button.onclick = () => answer().catch(console.error);
 */
export function bindCall({ calls, sessions }: Pick<Workstation, 'calls' | 'sessions'>, id: () => Id): BoundCall {
  const bound: Partial<Record<CallVerb, unknown>> = {};
  for (const verb of CALL_VERBS) {
    const command = calls[verb] as (sessionId: Id, ...rest: unknown[]) => unknown;
    bound[verb] = (...rest: unknown[]) => command.call(calls, id(), ...rest);
  }
  return {
    ...(bound as BoundCallVerbs),
    setContext: (context) => calls.setContext(id(), context),
    annotate: (annotation) => sessions.annotate(id(), annotation),
  };
}
