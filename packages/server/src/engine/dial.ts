import type { Id } from '@callstation/core/model';
import { CallstationError, type Params } from '@callstation/core/protocol';
import { beginInternal } from '../domain/internal.ts';
import { readNumber } from '../domain/number-plan.ts';
import { beginOutbound } from '../domain/outbound.ts';
import type { Step } from '../domain/types.ts';
import { mobileOf } from './agent-phone.ts';
import type { AgentEntry } from './agents.ts';
import type { AppConfig, CentreLimits, SkillGroupConfig } from './app-config.ts';
import type { CallerNumbers } from './caller-number.ts';
import type { DialGuard } from './dial-guard.ts';
import { deskAtPhone, phoneDesk, refusedBy } from './reach.ts';
import { assertAgentMay, refusal } from './refusal.ts';
import { termsOf } from './terms.ts';

/** What dialling depends on. */
export interface DialDesk {
  id: Id;
  app: AppConfig;
  limits: CentreLimits;
  numbers: CallerNumbers;
  guard: DialGuard;
  caller: AgentEntry;
  page: Id;
  callee: (agent: Id) => AgentEntry | undefined;
  at: number;
}

type DialParams = Omit<Params<'call.dial'>, 'to'> & { to: Exclude<Params<'call.dial'>['to'], { session: Id }> };
type Noted = Pick<DialParams, 'remark' | 'userData' | 'bizId'>;

/** The conversation a dial begins. Throws, and then nothing has begun. */
export function dial(desk: DialDesk, params: DialParams): Step {
  const { caller } = desk;
  if (!caller.identity.rights.includes('dial')) throw new CallstationError('forbidden', 'The token lacks `dial`.');
  if (params.video === true) throw new CallstationError('notSupported', 'This centre has no video yet.');
  const begin = 'agent' in params.to ? toAgent(desk, params.to) : toNumber(desk, params.to.number, params);
  assertAgentMay(caller, 'agent' in params.to ? 'dialAgent' : 'dial');
  if (caller.reserved !== null) throw refusal('agentBusy');
  const { remark, userData, bizId } = params;
  return begin({
    ...(remark === undefined ? {} : { remark }),
    ...(userData === undefined ? {} : { userData }),
    ...(bizId === undefined ? {} : { bizId }),
  });
}

type Begin = (context: Noted) => Step;

function dialGroup({ app, caller }: DialDesk, id: Id | undefined): SkillGroupConfig | null {
  if (id === undefined) return app.skillGroups.find((g) => caller.snapshot.skillGroups.includes(g.id)) ?? null;
  const group = app.skillGroups.find((g) => g.id === id && caller.snapshot.skillGroups.includes(g.id));
  if (group === undefined) throw new CallstationError('notFound', 'No such skill group.');
  return group;
}

/** Reads a number that this agent may call; throws otherwise. */
export function readDialled(guard: DialGuard, app: AppConfig, caller: AgentEntry, text: string): string {
  const dialled = readNumber(text, app.defaultCountry);
  if (dialled.kind === 'external' && !caller.identity.rights.includes('dialExternal')) {
    throw new CallstationError('forbidden', 'The token lacks `dialExternal`.');
  }
  guard.take(app, caller.id, dialled);
  return dialled.number;
}

function toNumber(desk: DialDesk, text: string, params: DialParams): Begin {
  const { id, app, limits, numbers, guard, caller, page, at } = desk;
  const group = dialGroup(desk, params.skillGroup);
  const number = readDialled(guard, app, caller, text);
  const callerNumber = numbers.pick(app, caller.snapshot, params);
  const from = callerNumber === undefined ? {} : { callerNumber };
  const named = group === null ? {} : { skillGroup: { id: group.id, name: group.name } };
  const agent = { agent: caller.id, name: caller.snapshot.name, desk: phoneDesk(app, caller) ?? { page } };
  return (context) =>
    beginOutbound(
      {
        ...{ id, ...agent, number, trunk: app.trunk, ...from },
        terms: termsOf(app, group, limits, {
          direction: 'out',
          ...(callerNumber === undefined ? {} : { number: callerNumber }),
        }),
        context: { ...context, ...from, ...named },
      },
      at,
    );
}

function toAgent(desk: DialDesk, target: Extract<DialParams['to'], { agent: Id }>): Begin {
  const { id, app, limits, caller, page, at } = desk;
  const callee = desk.callee(target.agent);
  if (callee === undefined) throw new CallstationError('notFound', 'No such agent.');
  if (callee === caller) throw new CallstationError('invalidArgument', 'An agent cannot call themselves.');
  const mobile = target.useMobile === true ? mobileOf(app, callee.id, callee.snapshot.phone) : undefined;
  if (target.useMobile === true && mobile === undefined) {
    throw new CallstationError('notFound', 'No mobile phone is known of that agent.');
  }
  const phone = mobile === undefined ? phoneDesk(app, callee) : deskAtPhone(app, callee, mobile);
  const refused = refusedBy(callee, phone);
  const from = { agent: caller.id, name: caller.snapshot.name, desk: phoneDesk(app, caller) ?? { page } };
  const to = { agent: callee.id, name: callee.snapshot.name, ...(phone === undefined ? {} : { phone }) };
  return (context) => beginInternal({ id, terms: termsOf(app, null, limits), from, to, refused, context }, at);
}
