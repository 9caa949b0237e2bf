import type {
  AgentSnapshot,
  Consult,
  Party,
  SessionContext,
  SessionSnapshot,
  State,
  Update,
} from '@callstation/core/model';
import type { AppConfig } from './app-config.ts';
import { maskOf, type NumberMask } from './number-mask.ts';
import { languageOf, type Locate } from './locate.ts';

/** What pages are shown of an app's agents and sessions: what the call logic knows, where numbers are at home, and stars for what is kept. */
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

/** The number of the centre's own by which a session came or goes; undefined within the centre. */
const ownNumber = ({ displayNumber, flow, calleeNumber, callerNumber }: SessionContext): string | undefined =>
  displayNumber ?? (flow === 'in' ? calleeNumber : callerNumber);

/** The code of the break that is shown, or chosen for after the call. */
function breakCode({ breakReasons = [] }: AppConfig, agent: AgentSnapshot): number | undefined {
  const chosen = agent.status === 'break' ? agent : agent.wanted;
  return chosen.status === 'break' ? breakReasons.find(({ id }) => id === chosen.reason)?.code : undefined;
}

/** Makes the {@link Shown}; `locate` left out: nobody's home is known. */
export function createShown(locate: Locate = () => null): Shown {
  const home = (app: AppConfig, number: string | undefined): string | null =>
    number === undefined ? null : locate(number, languageOf(app), app.defaultCountry);
  const party = (app: AppConfig, one: Party): Party => {
    const location = one.location === undefined ? home(app, one.number) : null;
    return location === null ? one : { ...one, location };
  };
  const contextSeen = (app: AppConfig, one: SessionContext): SessionContext => {
    const displayNumber = ownNumber(one);
    if (displayNumber === undefined) return one;
    const displayLocation = home(app, displayNumber);
    return { ...one, displayNumber, ...(displayLocation === null ? {} : { displayLocation }) };
  };
  const agent = (app: AppConfig, one: AgentSnapshot): AgentSnapshot => {
    const [code, phoneLocation] = [breakCode(app, one), home(app, one.phone.number)];
    if (code === undefined && phoneLocation === null) return one;
    return {
      ...one,
      ...(code === undefined ? {} : { breakCode: code }),
      ...(phoneLocation === null ? {} : { phoneLocation }),
    };
  };
  const session = <S extends SessionSnapshot>(app: AppConfig, one: S): S => {
    const mask = maskOf(app, one.context);
    const seen = (other: Party): Party => {
      const located = party(app, other);
      return mask === null ? located : mask.party(located);
    };
    const placed = contextSeen(app, one.context);
    const context = mask === null ? placed : mask.context(placed);
    const others = 'others' in one ? { others: one.others.map(seen) } : {};
    const consult = 'consult' in one ? { consult: consultSeen(one.consult, seen, mask) } : {};
    return { ...one, peer: seen(one.peer), context, ...others, ...consult };
  };
  return {
    session,
    update(app, update) {
      if (update.type === 'agent') return { ...update, agent: agent(app, update.agent) };
      return update.type === 'session' ? { ...update, session: session(app, update.session) } : update;
    },
    state: (app, state) => ({
      ...state,
      agent: agent(app, state.agent),
      sessions: state.sessions.map((one) => session(app, one)),
    }),
  };
}
