import { showNumber } from '../domain/number-plan.ts';
import type { SwitchEvent } from '../switch/switch.ts';
import type { AppConfig, SkillGroupConfig } from './app-config.ts';

type Incoming = Extract<SwitchEvent, { type: 'incoming' }>;

/** The header by which a trunk names the skill group; only trunks that are ours are asked. */
const GROUP_HEADER = 'x-skill-group';

/**
 * Where an incoming call goes: the group its trunk names, else the one that has the number, else, on the simulator's
 * trunk, the first group of the first app. `null`: nobody's number.
 */
export function routeIncoming(event: Incoming, apps: readonly AppConfig[]): [AppConfig, SkillGroupConfig] | null {
  const trunk = 'trunk' in event.from ? event.from.trunk : null;
  const mine = apps.filter((app) => app.trunk === trunk);
  const pairs = mine.flatMap((app) => app.skillGroups.map((group) => [app, group] as [AppConfig, SkillGroupConfig]));
  const named = Object.entries(event.headers).find(([name]) => name.toLowerCase() === GROUP_HEADER)?.[1];
  if (named !== undefined) return pairs.find(([, group]) => group.id === named) ?? null;
  const numbered = pairs.find(([app, group]) => {
    const called = showNumber(event.to, app.defaultCountry);
    return group.numbers.some((number) => showNumber(number, app.defaultCountry) === called);
  });
  return numbered ?? (trunk === 'simulator' ? (pairs[0] ?? null) : null);
}

/** What an incoming endpoint is shown as. */
export function callerOf(event: Incoming, app: AppConfig): string {
  if ('number' in event.from) return showNumber(event.from.number, app.defaultCountry);
  return 'sip' in event.from ? showNumber(event.from.sip, app.defaultCountry) : 'anonymous';
}
