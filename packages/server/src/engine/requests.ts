import { callActions, callCommand, type CallCommand, type CallVerb, type Id } from '@callstation/core/model';
import { CallstationError, type Method, type Params, type Result } from '@callstation/core/protocol';
import type { Clock, Random } from '@callstation/core/ports';
import { readDigits } from '../domain/digits.ts';
import type { Conversation } from '../domain/types.ts';
import type { AgentEntry, Agents } from './agents.ts';
import type { AppConfig, CentreLimits } from './app-config.ts';
import { CAPABILITIES } from './capabilities.ts';
import type { Seat } from './centre.ts';
import type { Conversations } from './conversations.ts';
import { dial, ownNumbers } from './dial.ts';

interface RequestOptions {
  clock: Clock;
  random: Random;
  agents: Agents;
  conversations: Conversations;
  limits: CentreLimits;
  appOf(id: Id): AppConfig;
}

type Handler<M extends Method> = (
  at: { seat: Seat; app: AppConfig; entry: AgentEntry },
  params: Params<M>,
) => Result<M> | Promise<Result<M>>;
type Handlers = { [M in Method]?: Handler<M> };

/** Does the requests of pages; what is not built is refused as `notSupported`. */
export function createRequests(
  options: RequestOptions,
): <M extends Method>(seat: Seat, method: M, params: Params<M>) => Promise<Result<M>> {
  const handlers: Handlers = { ...callHandlers(options), ...agentHandlers(options), ...directoryHandlers(options) };
  return async (seat, method, params) => {
    const entry = options.agents.find(seat.identity.app, seat.identity.agent);
    if (entry === undefined || !entry.pages.has(seat.page)) throw new CallstationError('notReady');
    const handler = Object.hasOwn(handlers, method) ? handlers[method] : undefined;
    if (handler === undefined) throw new CallstationError('notSupported');
    return await handler({ seat, app: options.appOf(seat.identity.app), entry }, params);
  };
}

/** Refuses what the table of legal actions refuses; another tenant's call is told from none by nothing. */
function judgeWith(entry: AgentEntry, app: Id, verb: CallVerb): (c: Conversation) => void {
  return (c) => {
    const call = c.terms.app === app ? c.sessions[entry.id] : undefined;
    if (call === undefined) throw new CallstationError('notFound');
    const sessions = [...entry.sessions.values()];
    const verdict = callActions({ call, sessions, agent: entry.snapshot, capabilities: CAPABILITIES })[verb];
    if (verdict.allowed) return;
    const { reason } = verdict;
    if (reason === 'notSupported') throw new CallstationError('notSupported');
    throw new CallstationError(reason === 'noRight' ? 'forbidden' : 'invalidState', undefined, { data: { reason } });
  };
}

function callHandlers({ clock, random, agents, conversations, limits }: RequestOptions): Handlers {
  const command = async (
    { seat, entry }: { seat: Seat; entry: AgentEntry },
    id: Id,
    asked: CallCommand,
  ): Promise<null> => {
    const judge = judgeWith(entry, seat.identity.app, asked.verb);
    const event = { ...asked, agent: entry.id, page: seat.page };
    await conversations.command(id, event, (c) => {
      judge(c);
      // Not before: a refused command changes nothing, and so leaves the lead page where it was.
      agents.used(entry, seat.page);
    });
    return null;
  };
  const plain =
    (verb: Exclude<CallVerb, 'sendDigits' | 'transfer' | 'consult' | 'conference' | 'removeParticipant'>) =>
    (at: { seat: Seat; entry: AgentEntry }, { sessionId }: { sessionId: Id }): Promise<null> =>
      command(at, sessionId, callCommand(verb, {}, at.seat.page));
  return {
    'call.answer': plain('answer'),
    'call.reject': plain('reject'),
    'call.hangup': plain('hangup'),
    'call.complete': plain('complete'),
    'call.hold': plain('hold'),
    'call.resume': plain('resume'),
    'call.mute': plain('mute'),
    'call.unmute': plain('unmute'),
    'call.sendDigits': (at, { sessionId, digits }) =>
      command(at, sessionId, callCommand('sendDigits', { digits: readDigits(digits) }, at.seat.page)),
    'call.dial': ({ seat, app, entry }, params) => {
      const id = random.id();
      const callee = (agent: Id): AgentEntry | undefined => agents.find(app.id, agent);
      const begun = dial({ id, app, limits, caller: entry, page: seat.page, callee, at: clock.now() }, params);
      agents.used(entry, seat.page);
      conversations.begin(begun);
      return { sessionId: id };
    },
  };
}

function agentHandlers({ agents, conversations }: RequestOptions): Handlers {
  return {
    'agent.setStatus': async ({ entry }, wanted) => {
      agents.setWanted(entry, wanted);
      if (entry.snapshot.wrapUp === undefined) await conversations.completeAll(entry);
      return null;
    },
  };
}

function directoryHandlers({ agents }: RequestOptions): Handlers {
  return {
    'directory.agents': ({ app }, { status }) =>
      agents
        .of(app.id)
        .map(({ id, snapshot }) => ({ id, name: snapshot.name, status: snapshot.status }))
        .filter((agent) => status === undefined || agent.status === status),
    'directory.skillGroups': ({ app }) => app.skillGroups.map(({ id, name }) => ({ id, name })),
    'directory.numbers': ({ app }) => ownNumbers(app).map((number) => ({ number })),
  };
}
