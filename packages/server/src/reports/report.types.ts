import type { Id, Millis } from '@callstation/core/model';
import type { AgentActivity, EventQuery, QueueEvent } from '../store/events.types.ts';
import type { EngagementQuery, EngagementRow } from '../store/records.types.ts';

/** How an interval is divided: by the clock of the time zone, or not at all. */
export const GROUPINGS = ['15min', 'hour', 'day', 'whole'] as const;
/** One of {@link GROUPINGS}. */
export type Grouping = (typeof GROUPINGS)[number];

/** What a report is about. `from` counts, `to` does not. */
export interface ReportQuery {
  app: Id;
  from: Millis;
  to: Millis;
  grouping: Grouping;
  /** IANA name, as `Asia/Shanghai`: where days and hours begin. */
  timeZone: string;
  skillGroup?: Id;
  /** More rows than this are refused. */
  mostRows: number;
}

/** A report on skill groups. */
export interface SkillGroupQuery extends ReportQuery {
  /** An answer within this counts towards a group's service level, milliseconds. */
  targetMs(group: Id): number;
  /** Who gives up within this counts as `abandonedShort`. Milliseconds. */
  shortMs: number;
}

/** A report on agents. */
export interface AgentQuery extends ReportQuery {
  agent?: Id;
  /** A row for each agent and skill group, without the times of statuses, which belong to no group. */
  byGroup: boolean;
}

/** What reports are made of. */
export interface ReportSource {
  queueEvents(app: Id, query: EventQuery): Promise<QueueEvent[]>;
  agentActivity(app: Id, query: EventQuery): Promise<AgentActivity[]>;
  agentStates(app: Id, at: Millis): Promise<AgentActivity[]>;
  engagements(app: Id, query: EngagementQuery): Promise<EngagementRow[]>;
}

/** One skill group in one part of the interval; see docs/reports.md. Shares are from 0 to 1, null where there is nothing to divide. */
export interface SkillGroupRow {
  from: Millis;
  to: Millis;
  skillGroup: Id;
  offered: number;
  answered: number;
  answeredInTarget: number;
  abandoned: number;
  abandonedShort: number;
  overflowed: number;
  left: number;
  waiting: number;
  targetMs: number;
  serviceLevel: number | null;
  /** Average speed of answer. */
  asaMs: number | null;
  averageAbandonMs: number | null;
  longestWaitMs: number;
  /** Sums, to go on calculating with. */
  answeredWaitMs: number;
  abandonedWaitMs: number;
  agentsAsked: number;
  declined: number;
  missed: number;
}

/** One agent (and skill group) in one part of the interval; see docs/reports.md. */
export interface AgentRow {
  from: Millis;
  to: Millis;
  agent: Id;
  /** Null: calls of no group. Left out: of all. */
  skillGroup?: Id | null;
  asked: number;
  answered: number;
  declined: number;
  missed: number;
  handled: number;
  handledOut: number;
  consulted: number;
  talkMs: number;
  holdMs: number;
  wrapMs: number;
  ringMs: number;
  /** Average handling time: talk, hold and wrap. */
  ahtMs: number | null;
  /** Not by group. */
  times?: AgentTimes;
}

/** How long an agent was shown as what, milliseconds. All but `signedInMs` and `breaks` add up to `signedInMs`. */
export interface AgentTimes {
  signedInMs: number;
  idleMs: number;
  busyMs: number;
  wrapUpMs: number;
  notReadyMs: number;
  breakMs: number;
  /** `breakMs` by reason. */
  breaks: Record<string, number>;
  occupancy: number | null;
}
