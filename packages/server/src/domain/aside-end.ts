import type { End, Id } from '@callstation/core/model';
import { closeIfAlone, endSession, letGuestGo, seenByOthers } from './parting.ts';
import { isBegun, liveCustomer } from './people.ts';
import { all, see, set, stay, tell } from './step.ts';
import type { Move } from './types.ts';
import { enqueueFront } from './enqueue.ts';

/** The far end put the request down: what it was about is let go. */
const CALLED_OFF: End = { reason: 'remoteCancel', by: 'peer' };
/** Nobody is left to talk to. */
const GONE: End = { reason: 'remoteHangup', by: 'peer' };

/** Nobody is brought in any more, and this is why. */
export function failed(by: Id, end: End): Move {
  return see((c) => {
    const { [by]: _aside, ...asides } = c.asides;
    return all(set({ asides }), tell(by, { type: 'consult', consult: { state: 'none', failed: end } }));
  });
}

/** The second party said no, said nothing, or is gone: as it was before. */
export function failAside(by: Id, end: End): Move {
  return see((c) => {
    if (c.asides[by] === undefined) return stay;
    // Who they talked to before may have gone meanwhile.
    return isBegun(c.sessions[by]) ? all(failed(by, end), closeIfAlone(GONE)) : all(failed(by, end), stranded(by, end));
  });
}

/** Who asked is gone already: the customer waits for the next agent. */
function stranded(by: Id, end: End): Move {
  return see((c) => {
    if (liveCustomer(c) === null || c.terms.skillGroup === null) return leave(by, end);
    const why = { agent: by, name: c.names[by] ?? by, why: 'transferFailed' as const };
    return all(set({ context: { ...c.context, requeued: why } }), enqueueFront);
  });
}

/** The agent who asked wants it no more (cancel, take back), or is gone: the second party is let go. */
export function dropAside(by: Id, end: End = CALLED_OFF): Move {
  return see((c) => {
    const aside = c.asides[by];
    if (aside === undefined) return stay;
    const { [by]: _aside, ...asides } = c.asides;
    return all(
      set({ asides }),
      'agent' in aside.party ? endSession(aside.party.agent, end) : letGuestGo(aside.party.guest, end),
      tell(by, { type: 'consult', consult: { state: 'none' } }),
    );
  });
}

/** The agent goes, the others go on; whom the agent was bringing in is let go. */
export function leave(agent: Id, end: End): Move {
  return all(
    see((c) => (c.asides[agent] === undefined ? stay : dropAside(agent, { reason: 'remoteCancel', by: 'peer' }))),
    endSession(agent, end),
    closeIfAlone(seenByOthers(undefined, end)),
  );
}

/** What was a talk aside is the whole call now. */
export function dissolve(by: Id): Move {
  return see((c) => {
    const { [by]: _aside, ...asides } = c.asides;
    return all(set({ asides }), tell(by, { type: 'consult', consult: { state: 'none' } }));
  });
}
