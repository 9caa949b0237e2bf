import type { Millis } from '@callstation/core/model';

/** Formatters are slow to make, and there are few time zones. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether there is a time zone of that name. */
export function isTimeZone(name: string): boolean {
  try {
    return name !== '' && formatOf(name) !== undefined;
  } catch {
    return false;
  }
}

/** What the clocks of a time zone show, as if they stood in UTC: `local - instant` is the offset. */
export function localTime(instant: Millis, timeZone: string): Millis {
  const parts = formatOf(timeZone).formatToParts(instant);
  const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  const whole = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return whole + (((instant % 1000) + 1000) % 1000);
}

/** An instant with its offset, as `2026-03-29T00:00:00+08:00`. */
export function localText(instant: Millis, timeZone: string): string {
  const local = localTime(instant, timeZone);
  const offset = Math.round((local - instant) / 60_000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const minutes = Math.abs(offset);
  const zone = `${offset < 0 ? '-' : '+'}${two(Math.trunc(minutes / 60))}:${two(minutes % 60)}`;
  return `${new Date(local).toISOString().slice(0, 19)}${zone}`;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const two = '2-digit' as const;
  const made = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, calendar: 'iso8601', numberingSystem: 'latn', hourCycle: 'h23' },
    ...{ year: 'numeric', month: two, day: two, hour: two, minute: two, second: two },
  });
  formats.set(timeZone, made);
  return made;
}
