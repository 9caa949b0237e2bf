import { supervisorActions, type Id, type SupervisorVerb } from '@callstation/core/model';
import { CallstationError } from '@callstation/core/protocol';
import { asideOf } from '../domain/people.ts';
import type { Conversation } from '../domain/types.ts';
import type { SuperviseMode } from '../switch/switch.ts';
import type { AgentEntry } from './agents.ts';
import { CAPABILITIES } from './capabilities.ts';
import type { Asking, Handlers, RequestOptions } from './handlers.ts';
import { phoneDesk } from './reach.ts';
import { assertAgentMay, refusal } from './refusal.ts';
import { scopeOf } from './scope.ts';

/** Requests of supervisors: what right and group allow is judged here, each time. */
export function supervisorHandlers(options: RequestOptions): Handlers {
  const { agents, conversations, board } = options;
  return {
    'supervisor.listen': async (at, { agent, session, mode = 'listen' }) => {
      const target = colleague(options, at, agent);
      await attend(options, at, target, { session, mode });
      return { sessionId: session };
    },
    'supervisor.whisper': (at, { sessionId }) => turn(options, at, sessionId, 'whisper'),
    'supervisor.barge': (at, { sessionId }) => turn(options, at, sessionId, 'barge'),
    'supervisor.intercept': async ({ entry, app }, { sessionId }) => {
      await conversations.command(sessionId, { type: 'intercept', agent: entry.id }, (c) => {
        const of = attended(c, entry, app.id);
        assertAgentMay(entry, 'intercept');
        // Who is only asked for advice has not got the customer.
        if (asideOf(c, of) !== null) throw refusal('consulting');
      });
      return null;
    },
    'supervisor.stop': async ({ entry, app }, { sessionId }) => {
      const event = { type: 'unsupervise', agent: entry.id, end: { reason: 'localHangup', by: 'agent' } } as const;
      await conversations.command(sessionId, event, (c) => {
        attended(c, entry, app.id);
        assertAgentMay(entry, 'stop');
      });
      return null;
    },
    'supervisor.setStatus': async (at, { agent, status }) => {
      const target = colleague(options, at, agent);
      assertMay(at.entry, target, 'setAgentStatus');
      agents.setWanted(target, status);
      if (target.snapshot.wrapUp === undefined) await conversations.completeAll(target);
      return null;
    },
    'supervisor.logout': (at, { agent }) => {
      const target = colleague(options, at, agent);
      assertMay(at.entry, target, 'logoutAgent');
      if (target.reserved !== null) throw refusal('inCall');
      options.signOut(target);
      return null;
    },
    'board.watch': ({ seat, entry }, { on }) => {
      if (on) assertAgentMay(entry, 'watchBoard');
      board.watch(seat, on);
      return null;
    },
  };
}

/** The colleague, if the asker may supervise at all, and them. */
function colleague({ agents }: RequestOptions, { app, entry }: Asking, id: Id): AgentEntry {
  if (!entry.identity.rights.includes('supervise')) throw refusal('noRight');
  const target = agents.find(app.id, id);
  if (target === undefined) throw new CallstationError('notFound');
  if (!scopeOf(entry.identity).agent(target.snapshot)) throw refusal('noRight');
  return target;
}

interface Attendance {
  session: Id;
  mode: SuperviseMode;
}

async function attend(options: RequestOptions, at: Asking, target: AgentEntry, wish: Attendance): Promise<void> {
  const { entry, app, seat } = at;
  const { session, mode } = wish;
  const desk = phoneDesk(app, entry) ?? { page: seat.page };
  const event = { type: 'supervise' as const, agent: entry.id, of: target.id, mode, at: desk };
  const free = entry.reserved === null;
  // From here on nothing else is offered to them.
  if (free) entry.reserved = session;
  try {
    await options.conversations.command(session, { ...event, name: entry.snapshot.name }, (c) => {
      if (!free) throw refusal('agentBusy');
      judge(c, at, target, mode);
      options.agents.used(entry, seat.page);
    });
  } finally {
    if (free) entry.reserved = null;
  }
}

function judge(c: Conversation, { entry, app }: Asking, target: AgentEntry, mode: SuperviseMode): void {
  const theirs = c.terms.app === app.id ? c.sessions[target.id] : undefined;
  if (theirs === undefined || theirs.role === 'supervisor' || target === entry) throw new CallstationError('notFound');
  if (!scopeOf(entry.identity).call(theirs.context.skillGroup, target.snapshot)) throw refusal('noRight');
  const mine = c.sessions[entry.id];
  const isWith = mine !== undefined && mine.phase !== 'ended';
  if (isWith && c.supervisions[entry.id]?.of !== target.id) throw refusal('agentBusy');
  // Another way of being with the one call they are with; any other call would be a second.
  const elsewhere = [...entry.sessions.values()].some(
    ({ id, role, phase }) => role === 'supervisor' && phase !== 'ended' && id !== c.id,
  );
  if (elsewhere) throw refusal('agentBusy');
  assertAgentMay(entry, isWith ? mode : 'listen');
  if (theirs.phase !== 'active') throw refusal('noCall');
}

async function turn(
  { conversations }: RequestOptions,
  { entry, app, seat }: Asking,
  sessionId: Id,
  mode: Exclude<SuperviseMode, 'listen'>,
): Promise<null> {
  const of = conversations.attended(sessionId, entry.id) ?? '';
  const event = { type: 'supervise', agent: entry.id, of, mode, name: entry.snapshot.name, at: { page: seat.page } };
  await conversations.command(sessionId, { ...event, type: 'supervise' }, (c) => {
    attended(c, entry, app.id);
    assertAgentMay(entry, mode);
  });
  return null;
}

/** Whom the supervisor is with in that call; another tenant's is told from none by nothing. */
function attended(c: Conversation, entry: AgentEntry, app: Id): Id {
  const of = c.terms.app === app ? c.supervisions[entry.id]?.of : undefined;
  if (of === undefined) throw new CallstationError('notFound');
  return of;
}

function assertMay(entry: AgentEntry, target: AgentEntry, verb: SupervisorVerb): void {
  const { snapshot: agent, sessions } = entry;
  const busy = [...target.sessions.values()].find(({ kind, phase }) => kind !== 'im' && phase !== 'ended');
  const { id, status } = target.snapshot;
  const question = { agent, sessions: [...sessions.values()], capabilities: CAPABILITIES };
  const session = busy && busy.kind !== 'im' ? { session: asBoard(busy) } : {};
  const verdict = supervisorActions(question, { id, status, ...session })[verb];
  if (!verdict.allowed) throw refusal(verdict.reason);
}

type Busy = Exclude<ReturnType<AgentEntry['sessions']['get']>, undefined | { kind: 'im' }>;

function asBoard({ id, kind, role, direction, phase, createdAt }: Busy) {
  return { id, kind, role, direction, phase, held: false, since: createdAt, mayListen: true };
}
