import type { Id, Millis, Right } from '@callstation/core/model';
import type { DialRules } from '../domain/dial-policy.ts';
import type { RecordingPolicy } from '../domain/types.ts';
import type { Strategy } from '../routing/routing.types.ts';
import type { IvrConfig, IvrPrompt } from '../routing/ivr.ts';
import type { WorkingHours } from '../routing/working-hours.ts';
import type { Identity } from './centre.ts';
import type { LocationLanguage } from './locate.ts';

/** How an agent belongs to a skill group. */
export interface GroupMember {
  agent: Id;
  /** How good they are at it, for strategy `skill`; higher is better. Default 1. */
  level?: number;
  /** Which of their groups they serve first; lower is earlier, equal ones go by who waits longest. Default 0. */
  order?: number;
}

/** What becomes of an agent who lets an offer ring out. */
export type NoAnswerPolicy = 'again' | 'not-ready' | { break: Id };

/** Where a caller goes who does not wait (on). After an announcement the call ends. */
export type Overflow = { skillGroup: Id } | { number: string } | { announcement: IvrPrompt };

/** What callers are told while they wait. Sounds are prompts: a WAV file, or one the server comes with. */
export interface QueueConfig {
  /** Said first to whoever has to wait. */
  greeting?: IvrPrompt;
  /** A WAV file instead of the music there is. */
  music?: { file: string };
  /** Said again and again. Milliseconds, at least 5000. */
  comfort?: { prompt: IvrPrompt; everyMs: number };
  /** Their place in the queue, in English. Milliseconds, at least 5000. */
  position?: { everyMs: number };
}

/** What is recorded. What is not said goes by the next wider rule: number, group, app. */
export interface RecordingRule {
  /** Calls that come in; default `on-demand`: when an agent with the right `record` starts it. */
  in?: RecordingPolicy;
  /** Calls that agents make; default `on-demand`. */
  out?: RecordingPolicy;
  /** What everybody hears before a recording begins: the built-in prompt, a sound file (16-bit mono 16 kHz WAV), or nothing. */
  announce?: boolean | string;
}

/** A queue with members. */
export interface SkillGroupConfig {
  id: Id;
  name: string;
  /** Agents that take its calls; `'*'`: every agent of the app. */
  members: '*' | (Id | GroupMember)[];
  /** How long one agent is rung before the next one is. Milliseconds. */
  ringTimeoutMs: number;
  /** After-call work: milliseconds, `null` until completed by hand, `0` none. */
  wrapUpMs: number | null;
  /** The longest that after-call work may become when agents put its end off. Milliseconds; default a day. */
  wrapUpMaxMs?: number;
  /** What its calls can be marked as; left out: the app's. */
  dispositions?: { id: string; name: string }[];
  /** After-call work cannot be completed by hand without one. Default false. */
  dispositionRequired?: boolean;
  /** How it chooses among its free members. */
  strategy: Strategy;
  /**
   * A caller who talked to a member within `withinMs` is offered to that member first, and waits for them for `waitMs` (0:
   * only when they are free). Milliseconds. Left out: nobody is preferred.
   */
  preferLastAgent?: { withinMs: number; waitMs: number };
  /**
   * What becomes of an agent who lets an offer ring out: `again` they stay ready, and only that caller goes to somebody
   * else for now; `not-ready` until they say otherwise (default); or a break of that reason.
   */
  noAnswer?: NoAnswerPolicy;
  /** When it takes calls; left out: always. A caller who was let in before is served after it closes, too. */
  hours?: WorkingHours;
  /** What callers are told while they wait. */
  queue?: QueueConfig;
  /** How long a caller waits before they go to `overflow.full`. Milliseconds; left out: for ever. */
  maxWaitMs?: number;
  /**
   * Where a caller goes who has waited long enough (`full`; default: told that all are busy), who comes when no member is
   * signed in (`nobody`; default: waits), or when it is closed (`closed`; default: told so).
   */
  overflow?: { full?: Overflow; nobody?: Overflow; closed?: Overflow };
  /** Calls come up at the agent's page by themselves, after a zip tone. Default false. */
  autoAnswer?: boolean;
  /** An answer within this counts towards the service level. Milliseconds, default 20 s. */
  serviceLevelMs?: number;
  /** Numbers a customer calls to get here. */
  numbers: string[];
  /** What people see who are called for this group by name. */
  callerNumber?: string;
  recording?: RecordingRule;
}

/** Numbers of which the next is shown with every call. */
export interface NumberPoolConfig {
  id: Id;
  name: string;
  numbers: string[];
}

/** What is known of an agent before they sign in; `POST /v1/tokens` puts in what it is not told. */
export interface AgentConfig {
  id: Id;
  name: string;
  role: Identity['role'];
  rights?: Right[];
  /** Skill groups they may supervise; left out: all. */
  supervises?: '*' | Id[];
  /** Number of their desk phone. */
  phone?: string;
  mobile?: string;
  /** Told to their colleagues. */
  email?: string;
  /** Their number in the company's own list; told to their colleagues. */
  workId?: string;
  /** What their desk phone signs in with. Told to nobody, but to themselves where {@link AppConfig.terminals} says so. */
  phonePassword?: string;
  /** Calls come up by themselves, or never do, whatever the group says. */
  autoAnswer?: boolean;
}

/** Whom agents may call, and how fast; what keeps a stolen sign-in from running up a bill. */
export interface DiallingConfig extends DialRules {
  /** Most calls in a minute to numbers that differ in their last four digits only. Default 30. */
  perRangePerMinute?: number;
  /** Most calls, consultations and transfers to a number by one agent in a minute. Default 30. */
  perAgentPerMinute?: number;
}

/** One tenant. */
export interface AppConfig {
  /** What tokens name; TCCC calls it SdkAppId, Udesk AppId. */
  id: Id;
  /** HS256 secret of its tokens. */
  secret: string;
  name?: string;
  /** ISO 3166 alpha-2; how a number without a country code is read. */
  defaultCountry: string;
  /** Which numbers agents' pages see with stars only: of people who call, of people who are called. Default: none. */
  numberMask?: { caller?: boolean; callee?: boolean };
  /** In which language agents read where a number is at home. Default: Chinese for CN, HK, MO and TW, else English. */
  locationLanguage?: LocationLanguage;
  /** At least one. The first takes calls that name no group. */
  skillGroups: SkillGroupConfig[];
  /** What people who are called see, until an agent or the app chooses otherwise. */
  callerNumber?: string;
  /** The same, but the next of a pool with every call; goes before `callerNumber`. */
  callerPool?: Id;
  numberPools?: NumberPoolConfig[];
  /** `code`: the number by which other vendors' pages know it. */
  breakReasons?: { id: string; name: string; code?: number }[];
  /** Where agents' desk phones sign in, and whether an agent's page may read the password of their own. Default: it may not. */
  terminals?: { server?: string; tellPassword?: boolean };
  /** What calls can be marked as, where their skill group has no list of its own. */
  dispositions?: { id: string; name: string }[];
  ivrs?: IvrConfig[];
  /** Callers who are served before others; higher is earlier, everybody else has 0. */
  callerPriorities?: { number: string; priority: number }[];
  /** Known before they sign in: in the directory, and callable as somebody who is away. */
  agents?: AgentConfig[];
  /** How many agents may be signed in at once; left out: any number. */
  seats?: number;
  /** `single`: an agent's newest page replaces their others; `shared` (default): all stay. */
  signIn?: 'shared' | 'single';
  /** How long an agent at a phone stays signed in with no page open. Milliseconds, default 8 hours. */
  phoneSignInMs?: number;
  recording?: RecordingRule;
  /** Rules for numbers of ours, before those of groups. */
  numberRecording?: Record<string, RecordingRule>;
  trunk: 'simulator';
  /** Left out: the app's own country, without premium-rate numbers. */
  dialling?: DiallingConfig;
}

/** Limits that are the same for all apps. Milliseconds. */
export interface CentreLimits {
  /** How long a connected page leg is kept for the next call. */
  legLingerMs: number;
  /** How long a customer waits for an agent whose page is gone. */
  orphanAfterMs: Millis;
  /** How long a callee may ring. */
  dialTimeoutMs: number;
  /** How long a page's leg may take to come up. */
  legTimeoutMs: number;
  /** How long an agent who rejected a customer is not offered the same customer again. */
  avoidMs: number;
  /** How long the switch may take over one order. */
  orderTimeoutMs: number;
  /** How long an agent at a phone stays signed in with no page open, where the app does not say. */
  phoneSignInMs: number;
}

/** What {@link CentreLimits} are unless told otherwise. */
export const DEFAULT_LIMITS: CentreLimits = {
  legLingerMs: 30_000,
  orphanAfterMs: 30_000,
  dialTimeoutMs: 60_000,
  legTimeoutMs: 10_000,
  avoidMs: 15_000,
  orderTimeoutMs: 15_000,
  phoneSignInMs: 8 * 3600_000,
};

/** The tenant of the demos. Its secret is known to everybody: production refuses to start with it. */
export const demoApp: AppConfig = {
  id: 'demo',
  secret: 'callstation-demo-secret-not-for-production',
  name: 'Callstation demo',
  defaultCountry: 'CN',
  locationLanguage: 'en',
  callerNumber: '+864001000100',
  trunk: 'simulator',
  numberPools: [{ id: 'hotlines', name: 'Hotlines', numbers: ['4001000101', '4001000102', '4001000103'] }],
  dispositions: [
    { id: 'solved', name: 'Solved' },
    { id: 'callback', name: 'Call back' },
    { id: 'wrong-number', name: 'Wrong number' },
    { id: 'complaint', name: 'Complaint' },
  ],
  breakReasons: [
    { id: 'lunch', name: 'Lunch', code: 101 },
    { id: 'meeting', name: 'Meeting', code: 102 },
    { id: 'training', name: 'Training', code: 103 },
  ],
  skillGroups: [
    {
      id: 'support',
      name: 'Support',
      members: '*',
      ringTimeoutMs: 20_000,
      wrapUpMs: 0,
      strategy: 'longest-idle',
      numbers: ['4000', '4001000100'],
    },
  ],
  ivrs: [
    {
      id: 'main',
      name: 'Main menu',
      numbers: ['4009'],
      entry: 'menu',
      nodes: [
        {
          ...{ id: 'menu', name: 'Main menu', kind: 'keys', otherwise: 'support' },
          ...{ prompt: { say: 'main-menu' }, wrongKey: { say: 'wrong-key' } },
          choices: {
            '1': { label: 'Support', go: 'support' },
            '2': { label: 'Billing', go: 'billing' },
            '9': { label: 'Hear again', go: 'menu' },
          },
        },
        { id: 'support', name: 'Support', kind: 'group', skillGroup: 'support' },
        { id: 'billing', name: 'Billing', kind: 'play', prompt: { say: 'billing' }, next: 'return' },
        { id: 'return', name: 'Back to the agent', kind: 'back', otherwise: 'goodbye' },
        { id: 'goodbye', name: 'Goodbye', kind: 'hangup', prompt: { say: 'goodbye' } },
      ],
    },
  ],
};
