import type { AgentPhone, Id, Right } from '@callstation/core/model';
import { CallstationError } from '@callstation/core/protocol';
import type { DialGuard } from './dial-guard.ts';
import { readNumber } from '../domain/number-plan.ts';
import type { AppConfig } from './app-config.ts';

/**
 * Where the agent asked to take calls, its number in canonical form. Without a number the configured one of that agent
 * counts. Throws `invalidArgument` for what is no number, `forbidden` or `policyBlocked` for one the agent may not call.
 */
export function readPhone(
  guard: DialGuard,
  app: AppConfig,
  { agent, rights }: { agent: Id; rights: readonly Right[] },
  asked: AgentPhone,
): AgentPhone {
  if (asked.mode === 'page') return { mode: 'page' };
  const known = configuredPhone(app, agent, asked.mode);
  if (asked.number === undefined) {
    if (known !== undefined) return { mode: asked.mode, number: known };
    throw new CallstationError('invalidArgument', 'No number is known of that phone.', { data: { field: 'number' } });
  }
  const dialled = readNumber(asked.number, app.defaultCountry);
  const { number, kind } = dialled;
  // Every call of the agent goes there at the centre's cost.
  if (kind === 'external' && number !== known && !rights.includes('dialExternal')) {
    throw new CallstationError('forbidden', 'The token lacks `dialExternal`.');
  }
  if (number !== known) guard.assert(app, dialled);
  return { mode: asked.mode, number };
}

/** The number of the agent's mobile phone: the one they sit at, else the configured one; undefined where none is known. */
export function mobileOf(app: AppConfig, agent: Id, phone: AgentPhone): string | undefined {
  return phone.mode === 'mobile' && phone.number !== undefined ? phone.number : configuredPhone(app, agent, 'mobile');
}

function configuredPhone(app: AppConfig, agent: Id, mode: 'phone' | 'mobile'): string | undefined {
  const number = app.agents?.find(({ id }) => id === agent)?.[mode];
  return number === undefined ? undefined : readNumber(number, app.defaultCountry).number;
}
