import { showNumber } from '../domain/number-plan.ts';
import type { IvrConfig } from '../routing/ivr.ts';
import type { SwitchEvent } from '../switch/switch.ts';
import type { AppConfig, SkillGroupConfig } from './app-config.ts';

type Incoming = Extract<SwitchEvent, { type: 'incoming' }>;

/** The header by which a trunk names the skill group; only trunks that are ours are asked. */
const GROUP_HEADER = 'x-skill-group';

/** The app that a call is for, and the group or the IVR that takes it. */
export type Route = readonly [AppConfig, { group: SkillGroupConfig } | { ivr: IvrConfig }];

/**
 * Where an incoming call goes: the group its trunk names, else the group or the IVR that has the number, else, on the
 * simulator's trunk, the first group of the first app. `null`: nobody's number.
 */
export function routeIncoming(event: Incoming, apps: readonly AppConfig[]): Route | null {
  const trunk = 'trunk' in event.from ? event.from.trunk : null;
  const mine = apps.filter((app) => app.trunk === trunk);
  const groups = mine.flatMap((app) => app.skillGroups.map((group) => [app, { group }] as const));
  const named = Object.entries(event.headers).find(([name]) => name.toLowerCase() === GROUP_HEADER)?.[1];
  if (named !== undefined) return groups.find(([, { group }]) => group.id === named) ?? null;
  const has = ({ defaultCountry }: AppConfig, numbers: readonly string[] = []): boolean => {
    const called = showNumber(event.to, defaultCountry);
    return numbers.some((number) => showNumber(number, defaultCountry) === called);
  };
  const ivrs = mine.flatMap((app) => (app.ivrs ?? []).map((ivr) => [app, { ivr }] as const));
  return (
    groups.find(([app, { group }]) => has(app, group.numbers)) ??
    ivrs.find(([app, { ivr }]) => has(app, ivr.numbers)) ??
    (trunk === 'simulator' ? (groups[0] ?? null) : null)
  );
}

/** How early that caller is served; 0 for who is not known. */
export function priorityOf(app: AppConfig, caller: string): number {
  const known = app.callerPriorities?.find(({ number }) => showNumber(number, app.defaultCountry) === caller);
  return known?.priority ?? 0;
}

/** What an incoming endpoint is shown as. */
export function callerOf(event: Incoming, app: AppConfig): string {
  if ('number' in event.from) return showNumber(event.from.number, app.defaultCountry);
  return 'sip' in event.from ? showNumber(event.from.sip, app.defaultCountry) : 'anonymous';
}
