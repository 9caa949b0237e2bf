import { needsDisposition, type AgentPhone, type Millis } from '@callstation/core/model';
import { CallstationError, LIMITS } from '@callstation/core/protocol';
import { readPhone } from './agent-phone.ts';
import type { AgentEntry, Agents } from './agents.ts';
import type { AppConfig } from './app-config.ts';
import type { Handlers, RequestOptions } from './handlers.ts';
import { assertAgentMay, refusal } from './refusal.ts';

type AgentRequestOptions = Pick<RequestOptions, 'clock' | 'agents' | 'conversations' | 'numbers' | 'guard'>;

/** Requests about the agent themselves. */
export function agentHandlers(options: AgentRequestOptions): Handlers {
  const { agents, conversations, numbers, guard } = options;
  return {
    'agent.setStatus': async ({ app, entry }, wanted) => {
      if (wanted.status === 'break') assertBreakReason(app, wanted.reason);
      // Going on to work ends after-call work, which may need something to be noted first.
      const ends = entry.snapshot.status === 'wrap-up' && wanted.status !== 'wrap-up';
      if (ends && [...entry.sessions.values()].some(needsDisposition)) throw refusal('needsDisposition');
      agents.setWanted(entry, wanted);
      if (entry.snapshot.wrapUp === undefined) await conversations.completeAll(entry);
      return null;
    },
    'agent.extendWrapUp': async ({ entry }, { ms }) => {
      assertAgentMay(entry, 'extendWrapUp');
      await extendWrapUp(options, entry, ms);
      return null;
    },
    'agent.endWrapUp': async ({ entry }) => {
      assertAgentMay(entry, 'endWrapUp');
      agents.endWrapUp(entry);
      await conversations.completeAll(entry);
      return null;
    },
    'agent.setPhone': ({ app, entry }, asked) => {
      assertAgentMay(entry, 'setPhone');
      const phone = readPhone(guard, app, entry.identity, asked);
      takePhone(agents, entry, phone);
      agents.setPhone(entry, phone);
      return null;
    },
    'agent.setCallerNumber': ({ app, entry }, { owner, ...asked }) => {
      assertAgentMay(entry, 'setCallerNumber');
      const choice = numbers.check(app, asked);
      if (owner !== 'app') {
        agents.setCallerNumber(entry, choice);
      } else {
        if (!entry.identity.rights.includes('manageNumbers')) throw refusal('noRight');
        numbers.setDefault(app, choice);
      }
      return null;
    },
  };
}

/** An app that names its reasons has no others, so that its reports add up. */
export function assertBreakReason({ breakReasons = [] }: AppConfig, reason: string): void {
  const known = breakReasons.map(({ id }) => id);
  if (known.length === 0 || known.includes(reason)) return;
  const message = `No such break reason. Known are ${known.join(', ')}.`;
  throw new CallstationError('invalidArgument', message, { data: { field: 'reason', known } });
}

/** One phone is one agent's: who sits there now keeps it, who only left it with their sign-out is at their page again. */
function takePhone(agents: Agents, entry: AgentEntry, { number }: AgentPhone): void {
  if (number === undefined) return;
  const others = agents.of(entry.app).filter((one) => one !== entry && one.snapshot.phone.number === number);
  if (others.some(({ snapshot }) => snapshot.status !== 'offline')) throw refusal('phoneTaken');
  for (const other of others) agents.setPhone(other, { mode: 'page' });
}

/** The agent's wrap-up ends when that of their last session does, so those are put off. */
async function extendWrapUp(
  { clock, conversations }: AgentRequestOptions,
  entry: AgentEntry,
  ms: number,
): Promise<void> {
  const until = entry.snapshot.wrapUp?.deadline;
  if (typeof until !== 'number') throw refusal('wrongPhase');
  const deadline: Millis = Math.min(until + ms, entry.snapshot.wrapUp?.latest ?? Infinity);
  if (deadline > clock.now() + LIMITS.extendWrapUpMs) {
    throw new CallstationError('policyBlocked', 'After-call work cannot be put off by more than a day.');
  }
  const last = [...entry.sessions.values()].flatMap((one) =>
    one.phase === 'ended' && one.wrapUp?.deadline === until ? [{ id: one.id, wrapUp: one.wrapUp }] : [],
  );
  for (const { id, wrapUp } of last) {
    const event = { type: 'wrapUp', agent: entry.id, wrapUp: { ...wrapUp, deadline } } as const;
    await conversations.command(id, event, (c) => {
      const session = c.sessions[entry.id];
      // It may have ended while this waited its turn.
      if (session?.phase !== 'ended' || session.wrapUp === null) throw refusal('wrongPhase');
    });
  }
}
