import type { Id, State } from '../../model/index.ts';
import { CallstationError } from '../../protocol/index.ts';
import { isHeld, isMuted } from './live.ts';

/** Decides whether the microphone is silenced: the agent's wish, at once, or the centre's truth; the stricter wins. */
export interface MuteGuard {
  /** Silences now, and until `request` is decided and the truth shows `off`. */
  wish(sessionId: Id, request: () => Promise<null>): Promise<null>;
  /** The truth changed. `touched`: the session it told about; undefined for all. */
  observe(state: State | null, touched?: Id): void;
  readonly silenced: boolean;
}

/** Makes a guard; `apply` is called in the same task, and only on a change. */
export function createMuteGuard(apply: (silenced: boolean) => void): MuteGuard {
  /** By session: how many requests are undecided, and whether one was decided without a word from the centre. */
  const wishes = new Map<Id, { open: number; unheard: boolean }>();
  let state: State | null = null;
  let silenced = false;

  /** The wish for a call on hold says nothing about the one that is talked in. */
  const counts = (id: Id): boolean => !state?.sessions.some((session) => session.id === id && isHeld(session));
  const settle = (): void => {
    const next = [...wishes.keys()].some(counts) || (state?.sessions.some(isMuted) ?? false);
    if (next === silenced) return;
    silenced = next;
    apply(next);
  };
  const decided = (sessionId: Id, heard: boolean): void => {
    const wish = wishes.get(sessionId);
    if (!wish) return;
    wish.open--;
    wish.unheard ||= !heard;
    if (wish.open === 0 && !wish.unheard) wishes.delete(sessionId);
    settle();
  };
  return {
    async wish(sessionId, request) {
      const wish = wishes.get(sessionId) ?? { open: 0, unheard: false };
      wish.open++;
      wishes.set(sessionId, wish);
      settle();
      try {
        const answer = await request();
        decided(sessionId, true);
        return answer;
      } catch (error) {
        // Without an answer the centre may still mute: stay silent until it tells about this session.
        const { code } = CallstationError.from(error);
        decided(sessionId, code !== 'network' && code !== 'timeout');
        throw error;
      }
    },
    observe(next, touched) {
      state = next;
      for (const [id, wish] of wishes) {
        if (touched === undefined || touched === id) wish.unheard = false;
        const gone = !next?.sessions.some((session) => session.id === id && session.phase !== 'ended');
        if (gone || (wish.open === 0 && !wish.unheard)) wishes.delete(id);
      }
      settle();
    },
    get silenced() {
      return silenced;
    },
  };
}
