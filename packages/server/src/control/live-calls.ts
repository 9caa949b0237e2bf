import type { Id, SessionSnapshot, State, Update } from '@callstation/core/model';

/** Which calls of an agent are not over, learnt from what its pages are told. */
export interface LiveCalls {
  readonly any: boolean;
  learn(update: Update): void;
  /** A whole state replaces what was known. */
  adopt(state: State): void;
}

const isLive = (session: SessionSnapshot): boolean => session.kind !== 'im' && session.phase !== 'ended';

/** Starts with none; `onChange` hears when the first one begins and when the last one is over. */
export function createLiveCalls(onChange: () => void): LiveCalls {
  const calls = new Set<Id>();
  let any = false;
  function settle(): void {
    if (any === calls.size > 0) return;
    any = calls.size > 0;
    onChange();
  }
  function adopt(state: State): void {
    calls.clear();
    for (const session of state.sessions) if (isLive(session)) calls.add(session.id);
    settle();
  }
  return {
    get any() {
      return any;
    },
    adopt,
    learn(update) {
      if (update.type === 'reset') return adopt(update.state);
      if (update.type === 'removed') calls.delete(update.id);
      else if (update.type === 'session' && isLive(update.session)) calls.add(update.session.id);
      else if (update.type === 'session') calls.delete(update.session.id);
      settle();
    },
  };
}
