import type { BlockReason, End, Id } from '@callstation/core/model';
import { CallstationError, type Params } from '@callstation/core/protocol';
import { beginInternal } from '../domain/internal.ts';
import { readNumber } from '../domain/number-plan.ts';
import { beginOutbound } from '../domain/outbound.ts';
import type { Step } from '../domain/types.ts';
import type { AgentEntry } from './agents.ts';
import type { AppConfig, CentreLimits, SkillGroupConfig } from './app-config.ts';
import { termsOf } from './terms.ts';

/** What dialling depends on. */
export interface DialDesk {
  id: Id;
  app: AppConfig;
  limits: CentreLimits;
  caller: AgentEntry;
  page: Id;
  callee: (agent: Id) => AgentEntry | undefined;
  at: number;
}

type DialParams = Params<'call.dial'>;

function invalidState(reason: BlockReason): CallstationError {
  return new CallstationError('invalidState', undefined, { data: { reason } });
}

/** Whether the agent has a call in hand. */
function inCall(entry: AgentEntry): boolean {
  return entry.reserved !== null || [...entry.sessions.values()].some((s) => s.kind !== 'im' && s.phase !== 'ended');
}

/** The conversation a dial begins. Throws, and then nothing has begun. */
export function dial(desk: DialDesk, params: DialParams): Step {
  const { caller } = desk;
  if (!caller.identity.rights.includes('dial')) throw new CallstationError('forbidden', 'The token lacks `dial`.');
  if (params.video === true) throw new CallstationError('notSupported', 'This centre has no video yet.');
  const group = dialGroup(desk, params.skillGroup);
  const context = {
    ...(params.remark === undefined ? {} : { remark: params.remark }),
    ...(params.userData === undefined ? {} : { userData: params.userData }),
  };
  const begin = 'agent' in params.to ? toAgent(desk, params.to.agent) : toNumber(desk, params.to.number, group, params);
  if (caller.snapshot.wanted.status === 'offline') throw invalidState('agentOffline');
  if (inCall(caller)) throw invalidState('agentBusy');
  return begin(context);
}

type Begin = (context: { remark?: string; userData?: string }) => Step;

function dialGroup({ app, caller }: DialDesk, id: Id | undefined): SkillGroupConfig | null {
  if (id === undefined) return app.skillGroups.find((g) => caller.snapshot.skillGroups.includes(g.id)) ?? null;
  const group = app.skillGroups.find((g) => g.id === id && caller.snapshot.skillGroups.includes(g.id));
  if (group === undefined) throw new CallstationError('notFound', 'No such skill group.');
  return group;
}

function toNumber(desk: DialDesk, text: string, group: SkillGroupConfig | null, params: DialParams): Begin {
  const { id, app, limits, caller, page, at } = desk;
  const { number, kind } = readNumber(text, app.defaultCountry);
  if (kind === 'external' && !caller.identity.rights.includes('dialExternal')) {
    throw new CallstationError('forbidden', 'The token lacks `dialExternal`.');
  }
  const shown = params.callerNumber ?? caller.snapshot.callerNumber;
  const callerNumber = shown === undefined ? undefined : readNumber(shown, app.defaultCountry).number;
  if (params.callerNumber !== undefined && !ownNumbers(app).includes(callerNumber ?? '')) {
    throw new CallstationError('forbidden', 'That caller number is not one of this centre.');
  }
  const terms = termsOf(app, group, limits);
  const from = callerNumber === undefined ? {} : { callerNumber };
  const named = group === null ? {} : { skillGroup: { id: group.id, name: group.name } };
  return (context) =>
    beginOutbound(
      {
        id,
        terms,
        agent: caller.id,
        page,
        number,
        trunk: app.trunk,
        ...from,
        context: { ...context, ...from, ...named },
      },
      at,
    );
}

/** The numbers an app may show to people it calls, in their one canonical form. */
export function ownNumbers(app: AppConfig): string[] {
  const all = [
    ...(app.callerNumber === undefined ? [] : [app.callerNumber]),
    ...app.skillGroups.flatMap((g) => g.numbers),
  ];
  return [...new Set(all.map((number) => readNumber(number, app.defaultCountry).number))];
}

function toAgent(desk: DialDesk, agent: Id): Begin {
  const { id, app, limits, caller, page, at } = desk;
  const callee = desk.callee(agent);
  if (callee === undefined) throw new CallstationError('notFound', 'No such agent.');
  if (callee === caller) throw new CallstationError('invalidArgument', 'An agent cannot call themselves.');
  const refused: End | null =
    callee.snapshot.reach === 'none' || callee.snapshot.wanted.status === 'offline'
      ? { reason: 'unreachable', by: 'system' }
      : inCall(callee)
        ? { reason: 'busy', by: 'system' }
        : null;
  const from = { agent: caller.id, name: caller.snapshot.name, page };
  const to = { agent: callee.id, name: callee.snapshot.name };
  return (context) => beginInternal({ id, terms: termsOf(app, null, limits), from, to, refused, context }, at);
}
