import type { Consult, Party, SessionSnapshot, State, Update } from '@callstation/core/model';
import type { AppConfig } from './app-config.ts';
import { maskOf, type NumberMask } from './number-mask.ts';
import { languageOf, type Locate } from './locate.ts';

/** What pages are shown of an app's sessions: what the call logic knows, where numbers are at home, and stars for what is kept. */
export interface Shown {
  session: <S extends SessionSnapshot>(app: AppConfig, session: S) => S;
  update: (app: AppConfig, update: Update) => Update;
  state: (app: AppConfig, state: State) => State;
}

function consultSeen(consult: Consult, seen: (party: Party) => Party, mask: NumberMask | null): Consult {
  if (consult.state === 'none') return consult;
  const { to, party } = consult;
  return {
    ...consult,
    ...(mask !== null && 'number' in to ? { to: { number: mask.number(to.number) } } : {}),
    ...(party === undefined ? {} : { party: seen(party) }),
  };
}

/** Makes the {@link Shown}; `locate` left out: nobody's home is known. */
export function createShown(locate: Locate = () => null): Shown {
  const party = (app: AppConfig, one: Party): Party => {
    const { number, location } = one;
    if (number === undefined || location !== undefined) return one;
    const home = locate(number, languageOf(app), app.defaultCountry);
    return home === null ? one : { ...one, location: home };
  };
  const session = <S extends SessionSnapshot>(app: AppConfig, one: S): S => {
    const mask = maskOf(app, one.context);
    const seen = (other: Party): Party => {
      const placed = party(app, other);
      return mask === null ? placed : mask.party(placed);
    };
    const context = mask === null ? {} : { context: mask.context(one.context) };
    const others = 'others' in one ? { others: one.others.map(seen) } : {};
    const consult = 'consult' in one ? { consult: consultSeen(one.consult, seen, mask) } : {};
    return { ...one, peer: seen(one.peer), ...context, ...others, ...consult };
  };
  return {
    session,
    update: (app, update) =>
      update.type === 'session' ? { ...update, session: session(app, update.session) } : update,
    state: (app, state) => ({ ...state, sessions: state.sessions.map((one) => session(app, one)) }),
  };
}
