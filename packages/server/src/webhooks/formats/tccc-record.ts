import type { CompletedRecord, PushApp } from './format.types.ts';

type Part = CompletedRecord['engagements'][number];

/** Where that vendor has calls posted to: the address with what it adds to every one. */
export function tcccAddress(url: string): string {
  const address = new URL(url);
  address.searchParams.set('action', 'cdr');
  address.searchParams.set('version', '1');
  return address.href;
}

/** A call in the shape of TCCC's pushes of voice records. Times are seconds; 0 where there is none. */
export function tcccRecord(record: CompletedRecord, { sdkAppId, locate, language, defaultCountry }: PushApp) {
  const { id, kind, direction, from, to, createdAt, answeredAt, endedAt, context, engagements, recordings } = record;
  const parts = engagements.filter(({ role }) => role !== 'supervisor');
  const [first, last] = [parts[0], parts.findLast((one) => one.answeredAt !== null) ?? parts.at(-1)];
  const incoming = direction === 'in';
  const queued = incoming && context.skillGroup !== undefined ? createdAt + record.beforeMs : null;
  const keys = (context.ivrPath ?? []).map(({ key, label }) => ({ Key: key, Label: label }));
  return {
    ...{ SdkAppId: sdkAppId, SessionId: id, Caller: from ?? '', Callee: to ?? '', Direction: incoming ? 0 : 1 },
    CallType: kind === 'internal' ? 6 : kind === 'voip' ? 3 : incoming ? 2 : 1,
    Duration: answeredAt === null || endedAt === null ? 0 : Math.round((endedAt - answeredAt) / 1000),
    SeatUser: last === undefined ? null : { UserId: last.agent, Mail: last.agent, Name: last.agentName },
    CallerLocation: from === null ? '' : (locate(from, language, defaultCountry) ?? ''),
    IVRDuration: Math.round(record.beforeMs / 1000),
    RingTimestamp: seconds(first?.offeredAt ?? null),
    AcceptTimestamp: seconds(answeredAt),
    ...{ EndedTimestamp: seconds(endedAt), StartTimestamp: seconds(createdAt), QueuedTimestamp: seconds(queued) },
    IVRKeyPressed: keys.map(({ Key }) => Key),
    IVRKeyPressedEx: keys,
    ...{ PostIVRKeyPressed: [], HungUpSide: hungUpBy(record.end) },
    EndStatusString: endStatus(record, parts),
    QueuedSkillGroupName: context.skillGroup?.name ?? '',
    QueuedSkillGroupId: numeric(context.skillGroup?.id),
    ...{ RecordId: recordings[0]?.id ?? '', UserRemark: context.remark ?? '', Uui: context.userData ?? '' },
    ServeParticipants: parts.map((part, at) => participant(part, { at, parts, record })),
  };
}

interface Place {
  at: number;
  /** Without supervisors. */
  parts: readonly Part[];
  record: CompletedRecord;
}

function participant(part: Part, { at, parts, record: { recordings, context } }: Place) {
  return {
    ...{ Sequence: at, Mail: part.agent, Phone: '', Type: 'staffSeat' },
    ...{ StartTimestamp: seconds(part.offeredAt), RingTimestamp: seconds(part.offeredAt) },
    ...{ AcceptTimestamp: seconds(part.answeredAt), EndedTimestamp: seconds(part.endedAt) },
    TransferFrom: parts.find((_, before) => takerOf(parts, before) === part)?.agent ?? '',
    TransferTo: takerOf(parts, at)?.agent ?? '',
    SkillGroupId: numeric(part.skillGroup ?? undefined),
    SkillGroupName:
      part.skillGroup !== null && part.skillGroup === context.skillGroup?.id ? context.skillGroup.name : '',
    EndStatusString: statusOf(part.end, part.answeredAt !== null),
    RecordId: part.answeredAt === null ? '' : (recordings[0]?.id ?? ''),
  };
}

/** Who had the call next, of a part that ended with passing it on: the first who took it and was still there. */
function takerOf(parts: readonly Part[], at: number): Part | undefined {
  const { end, endedAt } = parts[at] ?? {};
  if (end?.reason !== 'transferred') return undefined;
  return parts
    .slice(at + 1)
    .filter((one) => one.answeredAt !== null && (one.endedAt ?? Infinity) > (endedAt ?? 0))
    .toSorted((a, b) => (a.answeredAt ?? 0) - (b.answeredAt ?? 0))[0];
}

type End = CompletedRecord['end'];

const STATUS: Readonly<Record<NonNullable<End>['reason'], string>> = {
  ...{
    localHangup: 'ok',
    remoteHangup: 'ok',
    takenElsewhere: 'ok',
    requeued: 'unconnected',
    transferred: 'agent transfer',
  },
  ...{ localCancel: 'callerCancel', remoteCancel: 'ringingGiveUp', localReject: 'seatGiveUp', rejected: 'userReject' },
  ...{ noAnswer: 'notAnswer', busy: 'busy', unreachable: 'notInService', invalidNumber: 'numberNotExist' },
  ...{ policyBlocked: 'restrictedCallee', systemError: 'error', networkLost: 'unknown' },
};

function statusOf(end: End, answered: boolean): string {
  if (end === null) return 'unknown';
  return answered && (end.reason === 'localCancel' || end.reason === 'remoteCancel') ? 'ok' : STATUS[end.reason];
}

/** Of a caller who gave up it says where. */
function endStatus({ end, answeredAt, direction, context }: CompletedRecord, parts: readonly Part[]): string {
  if (direction !== 'in' || answeredAt !== null || end === null) return statusOf(end, answeredAt !== null);
  if (end.reason === 'policyBlocked') return 'noSeatOnline';
  if (end.reason !== 'remoteCancel' && end.reason !== 'remoteHangup') return STATUS[end.reason];
  if (parts.length > 0) return 'ringingGiveUp';
  return context.skillGroup === undefined ? 'ivrGiveUp' : 'waitingGiveUp';
}

function hungUpBy(end: End): string {
  return end?.by === 'peer' ? 'user' : end?.by === 'agent' ? 'seat' : 'system';
}

function numeric(id: string | undefined): number {
  return id !== undefined && /^\d{1,15}$/u.test(id) ? Number(id) : 0;
}

function seconds(at: number | null): number {
  return at === null ? 0 : Math.floor(at / 1000);
}
