import type { Party, SessionSnapshot, State, Update } from '@callstation/core/model';
import type { AppConfig } from './app-config.ts';
import { languageOf, type Locate } from './locate.ts';

/** What pages are shown of an app's sessions: what the call logic knows, and where numbers are at home. */
export interface Shown {
  session<S extends SessionSnapshot>(app: AppConfig, session: S): S;
  update(app: AppConfig, update: Update): Update;
  state(app: AppConfig, state: State): State;
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
    const others = 'others' in one ? { others: one.others.map((other) => party(app, other)) } : {};
    const second = 'consult' in one && one.consult.state !== 'none' ? one.consult.party : undefined;
    const consult =
      'consult' in one && second !== undefined ? { consult: { ...one.consult, party: party(app, second) } } : {};
    return { ...one, peer: party(app, one.peer), ...others, ...consult };
  };
  return {
    session,
    update: (app, update) =>
      update.type === 'session' ? { ...update, session: session(app, update.session) } : update,
    state: (app, state) => ({ ...state, sessions: state.sessions.map((one) => session(app, one)) }),
  };
}
