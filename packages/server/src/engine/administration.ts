import type { AgentSnapshot, Board, End, Id, SettableStatus } from '@callstation/core/model';
import { CallstationError } from '@callstation/core/protocol';
import type { Ledger } from '../domain/ledger.types.ts';
import { assertBreakReason } from './agent-requests.ts';
import type { AgentEntry, Agents } from './agents.ts';
import type { AppConfig } from './app-config.ts';
import type { BoardViewer, BoardWatchers } from './board.ts';
import type { Centre } from './centre.ts';
import type { Conversations } from './conversations.ts';
import type { DialAlarm } from './dial-guard.ts';
import { refusal } from './refusal.ts';

/** What is done with a centre from outside, by nobody who has a seat in it. Every method sees one app alone. */
export interface Administration {
  /** Everybody who is known, as they are now. */
  agents(app: Id): AgentSnapshot[];
  /** Rejects `notFound`, `invalidState` for who is signed out, `invalidArgument` for a break reason there is not. */
  setStatus(app: Id, agent: Id, status: SettableStatus): Promise<void>;
  /** Closes their pages and tells them why. Throws as {@link Administration.setStatus}, and while they have a call. */
  signOut(app: Id, agent: Id): void;
  /** Who does what and who waits, as far as somebody with those rights sees it; numbers whole only with `supervise`. */
  board(app: Id, who: BoardViewer): Board;
  /** The calls that go on, newest first, as they are written down so far. */
  calls(app: Id): Ledger[];
  /** Ends a call for everybody in it. Rejects `notFound`. */
  end(app: Id, call: Id): Promise<void>;
  /** Whether the app's calls to the outside are stopped, and what somebody should look at. */
  dialling(app: Id): { stopped: boolean; alarms: Omit<DialAlarm, 'app'>[] };
  /** Stops them at once, or lets them again; kept over a restart. */
  stopDialling(app: Id, stopped: boolean): void;
  /** The app is so from now on: new calls go by it, agents belong to its groups. Calls that go on keep the terms they have. */
  reconfigure(app: AppConfig): void;
}

interface AdministrationOptions {
  agents: Agents;
  conversations: Conversations;
  appOf(id: Id): AppConfig;
  board: Pick<BoardWatchers, 'view'>;
  setApp(app: AppConfig): void;
  centre: Pick<Centre, 'dialling' | 'stopDialling'>;
  signOut(entry: AgentEntry): void;
}

const ENDED: End = { reason: 'localHangup', by: 'supervisor' };

/** Makes the {@link Administration} of a centre. */
export function createAdministration(options: AdministrationOptions): Administration {
  const { agents, conversations, appOf, board, setApp, signOut, centre } = options;
  /** Another app's is told from none by nothing. */
  const present = (app: Id, id: Id): AgentEntry => {
    const entry = agents.find(app, id);
    if (entry === undefined) throw new CallstationError('notFound', 'No such agent.');
    if (entry.snapshot.status === 'offline') throw refusal('signedOut');
    return entry;
  };
  return {
    agents: (app) => agents.of(app).map(({ snapshot }) => snapshot),
    async setStatus(app, agent, status) {
      const entry = present(app, agent);
      if (status.status === 'break') assertBreakReason(appOf(app), status.reason);
      agents.setWanted(entry, status);
      if (entry.snapshot.wrapUp === undefined) await conversations.completeAll(entry);
    },
    signOut(app, agent) {
      const entry = present(app, agent);
      const inCall = [...entry.sessions.values()].some(({ phase }) => phase !== 'ended');
      if (inCall || entry.reserved !== null) throw refusal('inCall');
      signOut(entry);
    },
    board: (app, who) => board.view(appOf(app).id, who),
    calls: (app) =>
      conversations
        .ledgers(app)
        .filter(({ session }) => session.endedAt === null)
        .toSorted((a, b) => b.session.createdAt - a.session.createdAt || (a.session.id < b.session.id ? 1 : -1)),
    async end(app, call) {
      const found = conversations.ledgers(app).find(({ session }) => session.id === call);
      if (found === undefined || found.session.endedAt !== null)
        throw new CallstationError('notFound', 'No such call.');
      await conversations.post(call, { type: 'shutdown', end: ENDED });
    },
    dialling(app) {
      const { stopped, alarms } = centre.dialling();
      const own = alarms.filter((alarm) => alarm.app === app);
      return {
        stopped: stopped.includes(app),
        alarms: own.map(({ why, range, since }) => ({ why, range, since: Math.round(since) })),
      };
    },
    stopDialling: (app, stopped) => centre.stopDialling(app, stopped),
    reconfigure(app) {
      const before = appOf(app.id);
      setApp(app);
      agents.configure(appOf(app.id), before);
    },
  };
}
