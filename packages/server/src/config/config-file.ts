import type { IceServer } from '@callstation/core/protocol';
import * as v from 'valibot';
import type { RecordingRule } from '../engine/app-config.ts';
import { LOCATION_LANGUAGES } from '../engine/locate.ts';
import type { RetentionDays } from '../store/retention.ts';
import { parseStore } from '../store/target.ts';
import { ConfigError } from './config-error.ts';
import { agentSchema, breakReason, ms, named, skillGroupSchema, toAgent, toSkillGroup } from './app-schema.ts';
import { refuseBadQueues } from './queue-schema.ts';
import { ivr, refuseBadIvrs, toIvr } from './ivr-schema.ts';
import { recordingRule, refuseBadAnnouncements, withAnnouncement } from './recording-schema.ts';
import { retention } from './retention-schema.ts';
import { id, name, number, withName } from './schema-parts.ts';
import type { ServerConfig, TenantConfig, TurnConfig } from './server-config.ts';
import { refuseUnclearVendors, vendors } from './vendor-schema.ts';
import { lookUps, webhookRules, webhooks } from './webhook-schema.ts';

/** HS256 wants as many bytes as its hash has. */
export const MIN_SECRET = 32;

const secret = v.pipe(v.string(), v.minLength(MIN_SECRET, `must have at least ${MIN_SECRET} characters`));
const prefix = v.pipe(v.string(), v.regex(/^\+?[0-9*#]{1,20}$/u, 'must be digits, with + in front of long numbers'));
const country = v.pipe(v.string(), v.regex(/^[A-Z]{2}$/u, 'must be two capital letters, as CN'));
const perMinute = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const dialling = v.strictObject({
  countries: v.exactOptional(v.union([v.literal('*'), v.array(country)])),
  premium: v.exactOptional(v.boolean()),
  allow: v.exactOptional(v.array(prefix)),
  deny: v.exactOptional(v.array(prefix)),
  perRangePerMinute: v.exactOptional(perMinute),
  perAgentPerMinute: v.exactOptional(perMinute),
});
const numberPool = v.strictObject({
  id,
  name: v.exactOptional(name),
  numbers: v.pipe(v.array(number), v.minLength(1, 'must have at least one')),
});
const app = v.strictObject({
  id,
  secret,
  apiKey: v.exactOptional(secret),
  name: v.exactOptional(name),
  defaultCountry: country,
  numberMask: v.exactOptional(
    v.strictObject({ caller: v.exactOptional(v.boolean()), callee: v.exactOptional(v.boolean()) }),
  ),
  locationLanguage: v.exactOptional(v.picklist(LOCATION_LANGUAGES)),
  callerNumber: v.exactOptional(number),
  callerPool: v.exactOptional(id),
  numberPools: v.exactOptional(v.array(numberPool)),
  breakReasons: v.exactOptional(v.array(breakReason)),
  terminals: v.exactOptional(
    v.strictObject({
      server: v.exactOptional(v.pipe(v.string(), v.regex(/^[\w.:[\]-]{1,255}$/u, 'must be host or host:port'))),
      tellPassword: v.exactOptional(v.boolean()),
    }),
  ),
  dispositions: v.exactOptional(v.array(named)),
  ivrs: v.exactOptional(v.array(ivr)),
  seats: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
  signIn: v.exactOptional(v.picklist(['shared', 'single'])),
  phoneSignInMs: v.exactOptional(v.pipe(ms, v.minValue(60_000))),
  recording: v.exactOptional(recordingRule),
  numberRecording: v.exactOptional(v.record(number, recordingRule)),
  trunk: v.exactOptional(v.literal('simulator'), 'simulator'),
  dialling: v.exactOptional(dialling),
  skillGroups: v.pipe(v.array(skillGroupSchema), v.minLength(1, 'must have at least one')),
  callerPriorities: v.exactOptional(
    v.array(
      v.strictObject({ number, priority: v.pipe(v.number(), v.safeInteger(), v.minValue(-100), v.maxValue(100)) }),
    ),
  ),
  agents: v.exactOptional(v.array(agentSchema)),
  webhooks: v.exactOptional(webhooks),
  lookUps: v.exactOptional(lookUps),
  vendors: v.exactOptional(vendors),
});
const iceUrl = (kind: RegExp, what: string) => v.pipe(v.string(), v.regex(kind, what));
const stunOrTurn = iceUrl(/^(?:stun|turn)s?:[^\s]{1,255}$/u, 'must begin with stun: or turn:');
const turnOnly = iceUrl(/^turns?:[^\s]{1,255}$/u, 'must begin with turn: or turns:');
const store = v.pipe(
  v.string(),
  v.check((text) => parseStore(text) !== null, 'must be memory, file:path or postgres://user:password@host/database'),
);
const publicUrl = v.pipe(
  v.string(),
  v.regex(/^https?:\/\/[^/?#\s]+(?:\/[^/?#\s]+)*$/u, 'must be as https://seat.example or https://example/phone'),
);
const recordings = v.strictObject({
  folder: v.pipe(v.string(), v.minLength(1)),
  format: v.exactOptional(v.picklist(['ogg', 'wav']), 'ogg'),
  retentionDays: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
});
const file = v.strictObject({
  retention: v.exactOptional(retention),
  webhooks: v.exactOptional(webhookRules),
  store: v.exactOptional(store),
  publicUrl: v.exactOptional(publicUrl),
  scripts: v.exactOptional(v.array(v.pipe(v.string(), v.minLength(1)))),
  recordings: v.exactOptional(recordings),
  sounds: v.exactOptional(v.pipe(v.string(), v.minLength(1))),
  apps: v.exactOptional(v.pipe(v.array(app), v.minLength(1, 'must have at least one'))),
  origins: v.exactOptional(
    v.array(v.pipe(v.string(), v.regex(/^https?:\/\/[^/\s]+$/u, 'must be an origin, as https://crm.example'))),
  ),
  iceServers: v.exactOptional(
    v.array(
      v.strictObject({
        urls: v.array(stunOrTurn),
        username: v.exactOptional(v.string()),
        credential: v.exactOptional(v.string()),
      }),
    ),
  ),
  turn: v.exactOptional(
    v.strictObject({
      urls: v.pipe(v.array(turnOnly), v.minLength(1)),
      secret: v.pipe(v.string(), v.minLength(1)),
      ttl: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(60), v.maxValue(86_400)), 3600),
    }),
  ),
});

type FileKeys = 'origins' | 'publicUrl' | 'recordings' | 'scripts' | 'sounds' | 'webhooks';
/** What a configuration file says. */
export interface ConfigFile extends Partial<Pick<ServerConfig, FileKeys>> {
  apps?: TenantConfig[];
  iceServers?: IceServer[];
  turn?: TurnConfig;
  retention?: RetentionDays;
  /** As `--store` says it. */
  store?: string;
}

/** Reads a configuration file's text. Throws {@link ConfigError} that names the place and what is expected there. */
export function parseConfigFile(text: string, path: string): ConfigFile {
  const result = v.safeParse(file, readJson(text, path));
  if (!result.success) throw new ConfigError(describe(path, result.issues));
  const { apps, ...rest } = result.output;
  if (!apps) return rest;
  const tenants = apps.map((one) => toTenant(one, path));
  refuseBadApps(path, tenants);
  return { ...rest, apps: tenants };
}

/** Throws {@link ConfigError} when these apps would not do together. `path`: where it says so, for people. */
export function refuseBadApps(path: string, tenants: readonly TenantConfig[]): void {
  const bare = tenants.find(({ skillGroups }) => skillGroups.length === 0);
  if (bare !== undefined) throw new ConfigError(`${path}: ${bare.id} must have at least one skill group`);
  refuseDoubles(path, tenants);
  refuseUnknownPools(path, tenants);
  refuseBadQueues(path, tenants);
  refuseBadAnnouncements(path, tenants);
  refuseBadIvrs(path, tenants);
  refuseUnclearVendors(path, tenants);
}

function toTenant(read: v.InferOutput<typeof app>, path: string): TenantConfig {
  const { agents, skillGroups, numberPools, breakReasons, dispositions, ivrs, recording, numberRecording, ...rest } =
    read;
  const announced = (rule: RecordingRule): RecordingRule => withAnnouncement(rule, path);
  const byNumber = Object.entries(numberRecording ?? {}).map(([of, rule]) => [of, announced(rule)] as const);
  return {
    ...rest,
    skillGroups: skillGroups.map((group) => toSkillGroup(group, path)),
    ...(recording ? { recording: announced(recording) } : {}),
    ...(numberRecording ? { numberRecording: Object.fromEntries(byNumber) } : {}),
    ...(dispositions ? { dispositions: dispositions.map(withName) } : {}),
    ...(agents ? { agents: agents.map(toAgent) } : {}),
    ...(numberPools ? { numberPools: numberPools.map(withName) } : {}),
    ...(breakReasons ? { breakReasons: breakReasons.map(withName) } : {}),
    ...(ivrs ? { ivrs: ivrs.map((one) => toIvr(one, path)) } : {}),
  };
}

function refuseDoubles(path: string, tenants: readonly TenantConfig[]): void {
  const groups = tenants.flatMap((tenant) => tenant.skillGroups);
  const checks: [string, string[]][] = [
    ['app id', tenants.map((tenant) => tenant.id)],
    ['number', [...groups, ...tenants.flatMap(({ ivrs = [] }) => ivrs)].flatMap(({ numbers = [] }) => numbers)],
    ...tenants.map((tenant): [string, string[]] => [
      `skill group of ${tenant.id}`,
      tenant.skillGroups.map((group) => group.id),
    ]),
    ...tenants.map((tenant): [string, string[]] => [
      `agent of ${tenant.id}`,
      (tenant.agents ?? []).map((one) => one.id),
    ]),
    ...tenants.flatMap((tenant): [string, string[]][] => [
      [`number pool of ${tenant.id}`, (tenant.numberPools ?? []).map((one) => one.id)],
      [`break reason of ${tenant.id}`, (tenant.breakReasons ?? []).map((one) => one.id)],
      [
        `code of a break reason of ${tenant.id}`,
        (tenant.breakReasons ?? []).flatMap(({ code }) => (code === undefined ? [] : [String(code)])),
      ],
      [`IVR of ${tenant.id}`, (tenant.ivrs ?? []).map((one) => one.id)],
    ]),
    ['secret or apiKey', tenants.flatMap(({ secret: own, apiKey }) => (apiKey ? [own, apiKey] : [own]))],
  ];
  const lines = checks.flatMap(([what, all]) => {
    const double = all.find((one, i) => all.indexOf(one) !== i);
    return double === undefined
      ? []
      : [`${path}: ${what}${what.startsWith('secret') ? '' : ` ${double}`} stands twice`];
  });
  if (lines.length > 0) throw new ConfigError(lines.join('\n'));
}

function refuseUnknownPools(path: string, tenants: readonly TenantConfig[]): void {
  for (const { id: of, callerPool, numberPools = [] } of tenants) {
    if (callerPool === undefined || numberPools.some((pool) => pool.id === callerPool)) continue;
    throw new ConfigError(`${path}: callerPool of ${of} names ${callerPool}, which is not among its numberPools`);
  }
}

/** Of so many one goes on reading. */
const MOST_ISSUES = 50;

/** All that is wrong with a configuration file, a line each: {@link parseConfigFile} stops at the first kind of it. */
export function configProblems(text: string, path: string): string[] {
  const said = (check: () => unknown): string[] => {
    try {
      check();
      return [];
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      return error.message.split('\n').flatMap((line) => (line === `${path} is wrong:` ? [] : [line.trim()]));
    }
  };
  const unread = said(() => readTenants(text, path));
  // What cannot be read cannot be compared, either.
  if (unread.length > 0) return unread;
  const tenants = readTenants(text, path);
  const checks = [
    ...[refuseDoubles, refuseUnknownPools, refuseBadQueues, refuseBadAnnouncements, refuseBadIvrs],
    refuseUnclearVendors,
  ];
  return checks.flatMap((refuse) => said(() => refuse(path, tenants)));
}

function readJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ConfigError(`${path} is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

function readTenants(text: string, path: string): TenantConfig[] {
  const result = v.safeParse(file, readJson(text, path));
  if (!result.success) throw new ConfigError(describe(path, result.issues));
  return (result.output.apps ?? []).map((one) => toTenant(one, path));
}

/** All that is wrong, a line each; never the value, which may be a secret. */
function describe(path: string, issues: readonly v.BaseIssue<unknown>[]): string {
  const lines = issues.slice(0, MOST_ISSUES).map((issue) => {
    const where = v.getDotPath(issue) ?? 'the file';
    if (issue.type === 'strict_object')
      return issue.expected === 'never' ? `${where}: is not an option` : `${where}: is missing`;
    return `${where}: ${issue.kind === 'schema' ? `must be ${issue.expected ?? issue.type}` : issue.message}`;
  });
  return [`${path} is wrong:`, ...lines.map((line) => `  ${line}`)].join('\n');
}
