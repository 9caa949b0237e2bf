import type { End } from '@callstation/core/model';
import type { EngagementRow, RecordingRow, SessionRow, StepRow } from '../records.types.ts';
import type { EngagementTable, RecordingTable, SessionTable, StepTable } from './tables.ts';
import { json, parse, text, textOrNull } from './text.ts';

/** The columns of a session. */
export function fromSession(s: SessionRow): SessionTable {
  const { app, id, kind, direction, flow, createdAt, answeredAt, endedAt, state, stateAt, requeues, updatedAt } = s;
  const { beforeMs, queueMs, ringMs, talkMs, holdMs } = s;
  return {
    ...{ app, id, kind, direction, flow, createdAt, answeredAt, endedAt, state, stateAt, requeues, updatedAt },
    ...{ beforeMs, queueMs, ringMs, talkMs, holdMs },
    ...fromEnd(s.end),
    fromNumber: textOrNull(s.from),
    toNumber: textOrNull(s.to),
    skillGroup: s.skillGroup,
    context: json(s.context),
  };
}

/** The session of a row. */
export function toSession(row: SessionTable): SessionRow {
  const { fromNumber, toNumber, endReason, endBy, endCause, context, kind, direction, flow, state, ...same } = row;
  return {
    ...same,
    from: fromNumber,
    to: toNumber,
    kind: kind as SessionRow['kind'],
    direction: direction as SessionRow['direction'],
    flow: flow as SessionRow['flow'],
    state: state as SessionRow['state'],
    end: toEnd({ endReason, endBy, endCause }),
    context: parse<SessionRow['context'] | null>(context) ?? { flow: flow as SessionRow['flow'] },
  };
}

/** The columns of an engagement. */
export function fromEngagement(e: EngagementRow): EngagementTable {
  const { end, peer, annotation, missed, agentName, ...same } = e;
  return {
    ...same,
    ...fromEnd(end),
    agentName: text(agentName),
    peer: json(peer),
    annotation: annotation === null ? null : json(annotation, 262_144),
    missed: missed === null ? null : json(missed),
  };
}

/** The engagement of a row. */
export function toEngagement(row: EngagementTable): EngagementRow {
  const { endReason, endBy, endCause, peer, annotation, missed, role, direction, state, ...same } = row;
  return {
    ...same,
    role: role as EngagementRow['role'],
    direction: direction as EngagementRow['direction'],
    state: state as EngagementRow['state'],
    end: toEnd({ endReason, endBy, endCause }),
    peer: parse<EngagementRow['peer'] | null>(peer) ?? { id: '', role: 'customer', state: 'joined' },
    annotation: parse<EngagementRow['annotation']>(annotation),
    missed: parse<EngagementRow['missed']>(missed),
  };
}

/** The columns of a step. */
export function fromStep({ by, to, ...same }: StepRow): StepTable {
  return { ...same, byAgent: by, target: to === null ? null : json(to) };
}

/** The step of a row. */
export function toStep({ byAgent, target, kind, outcome, reason, ...same }: StepTable): StepRow {
  return {
    ...same,
    by: byAgent,
    to: parse<StepRow['to']>(target),
    kind: kind as StepRow['kind'],
    outcome: outcome as StepRow['outcome'],
    reason: reason as StepRow['reason'],
  };
}

/** The columns of a recording. */
export function fromRecording(recording: RecordingRow): RecordingTable {
  return { ...recording, file: text(recording.file, 1024) };
}

/** The recording of a row. */
export function toRecording({ state, ...same }: RecordingTable): RecordingRow {
  return { ...same, state: state as RecordingRow['state'] };
}

type EndColumns = Pick<SessionTable, 'endReason' | 'endBy' | 'endCause'>;

function fromEnd(end: End | null): EndColumns {
  if (end === null) return { endReason: null, endBy: null, endCause: null };
  return { endReason: end.reason, endBy: end.by, endCause: end.cause === undefined ? null : json(end.cause, 4096) };
}

function toEnd({ endReason, endBy, endCause }: EndColumns): End | null {
  if (endReason === null || endBy === null) return null;
  const cause = parse<End['cause'] | null>(endCause);
  return { reason: endReason as End['reason'], by: endBy as End['by'], ...(cause ? { cause } : {}) };
}
