import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min';
import type { CompletedRecord, PushApp } from './format.types.ts';

type End = CompletedRecord['end'];

/** A call in the shape of itniotech's call centre reports. Times are UTC; costs are not known here. */
export function ccsdkRecord(
  record: CompletedRecord,
  { defaultCountry, publicUrl }: Pick<PushApp, 'defaultCountry' | 'publicUrl'>,
) {
  const { id, direction, from, to, createdAt, answeredAt, endedAt, end, context, engagements, recordings } = record;
  const parts = engagements.filter(({ role }) => role !== 'supervisor');
  const agent = parts.findLast((one) => one.answeredAt !== null) ?? parts.at(-1);
  const { code, name } = countryOf((direction === 'in' ? from : to) ?? '', defaultCountry);
  return {
    ...{
      callId: context.bizId ?? '',
      callSessionId: id,
      called: to ?? '',
      calledInfo: context.remark ?? context.userData ?? '',
    },
    ...{ caller: from ?? '', ccode: code, ccodeName: name },
    ...{ agentName: agent?.agentName ?? '', agentAccount: agent?.agent ?? '' },
    agentGroupName: context.skillGroup?.name ?? '',
    callDuration: answeredAt === null || endedAt === null ? 0 : Math.round((endedAt - answeredAt) / 1000),
    callType: context.flow === 'auto' ? 1 : direction === 'in' ? 2 : 3,
    hangupCode: String(end?.cause?.sip ?? (answeredAt === null ? '' : 200)),
    hangupReason: reasonOf(end, direction === 'in', answeredAt !== null),
    hangingDirection: end?.by === 'peer' ? 0 : end?.by === 'agent' ? 1 : 3,
    labels: agent?.annotation?.tags ?? [],
    ...{ baseCost: '0', cost: '0', remark: agent?.annotation?.note ?? context.remark ?? '' },
    ...{ callStartTime: time(createdAt), answerTime: time(answeredAt), callEndTime: time(endedAt) },
    voiceUrl: recordings[0] === undefined ? '' : `${publicUrl}/v1/recordings/${recordings[0].id}`,
  };
}

/** `2026-11-22 06:50:00`; empty where it did not happen. */
function time(at: number | null): string {
  return at === null ? '' : new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

function reasonOf(end: End, incoming: boolean, answered: boolean): number {
  const reason = end?.reason;
  if (reason === 'transferred') return 3;
  if (reason === 'systemError' || reason === 'networkLost' || reason === undefined) return 4;
  if (reason === 'unreachable') return 5;
  if (reason === 'invalidNumber') return 6;
  if (reason === 'busy') return 7;
  return incoming ? (answered ? 9 : 8) : answered ? 1 : 0;
}

function countryOf(number: string, home: string): { code: string; name: string } {
  let read: ReturnType<typeof parsePhoneNumberFromString>;
  try {
    read = parsePhoneNumberFromString(number, home as CountryCode);
  } catch {
    read = undefined;
  }
  if (read === undefined) return { code: '', name: '' };
  const { countryCallingCode: code, country } = read;
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  return { code, name: country === undefined ? '' : (names.of(country) ?? '') };
}
