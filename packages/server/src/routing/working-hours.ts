import type { Millis } from '@callstation/core/model';

/** A day of the week: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** From and to on the clock of the time zone, `HH:MM`. `to` is not open any more; `24:00` is the end of the day. */
export interface OpenInterval {
  from: string;
  /** At or before `from`: on the next day. */
  to: string;
}

/** When somebody works, on the clock of one time zone; the same local times in summer and in winter. */
export interface WorkingHours {
  /** IANA name, as `Asia/Shanghai`. */
  timeZone: string;
  weekly: (OpenInterval & { days: Weekday[] })[];
  /** Days (`YYYY-MM-DD`) that go by `open` instead of their weekday; without `open` closed all day. */
  holidays?: { date: string; open?: OpenInterval[] }[];
}

const DAY_MS = 86_400_000;
const DAY_MINUTES = 24 * 60;
const NAMES = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const TIME = /^(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00)$/u;
const DATE = /^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$/u;

/** Formatters are slow to make, and there are few time zones. */
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * Whether it is open at that instant. A time that the clocks skip in spring is not there; one they repeat in autumn counts
 * twice.
 *
 * @example
 * openAt(clock.now(), { timeZone: 'Asia/Shanghai', weekly: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }] });
 */
export function openAt(instant: Millis, hours: WorkingHours): boolean {
  const { date, weekday, minute } = localTime(instant, hours.timeZone);
  const yesterday = new Date(Date.parse(`${date}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
  return (
    intervalsOf(hours, date, weekday).some((interval) => begun(interval, minute)) ||
    // What began yesterday may run over midnight.
    intervalsOf(hours, yesterday, weekday === 1 ? 7 : ((weekday - 1) as Weekday)).some((interval) =>
      runsOver(interval, minute),
    )
  );
}

/** What is wrong with the hours, in words with the remedy; `null`: nothing. */
export function hoursProblem({ timeZone, weekly, holidays = [] }: WorkingHours): string | null {
  if (!isTimeZone(timeZone)) return `time zone ${timeZone} is not known; use an IANA name, as Asia/Shanghai`;
  if (weekly.length === 0 && holidays.length === 0) return 'never open; give at least one weekly interval';
  for (const { from, to } of [...weekly, ...holidays.flatMap(({ open = [] }) => open)]) {
    const bad = [from, to].find((time) => !TIME.test(time));
    if (bad !== undefined) return `time ${bad} is not read; write HH:MM, from 00:00 to 24:00`;
    if (from === '24:00') return 'an interval cannot begin at 24:00; begin it at 00:00 of the next day';
  }
  if (weekly.some(({ days }) => days.length === 0)) return 'an interval has no days; list 1 (Monday) to 7 (Sunday)';
  const date = holidays.find((one) => !DATE.test(one.date))?.date;
  return date === undefined ? null : `date ${date} is not read; write YYYY-MM-DD`;
}

function intervalsOf({ weekly, holidays = [] }: WorkingHours, date: string, weekday: Weekday): OpenInterval[] {
  const holiday = holidays.find((one) => one.date === date);
  return holiday === undefined ? weekly.filter(({ days }) => days.includes(weekday)) : (holiday.open ?? []);
}

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

function begun({ from, to }: OpenInterval, minute: number): boolean {
  const [start, end] = [minutes(from), minutes(to)];
  return minute >= start && minute < (end <= start ? DAY_MINUTES : end);
}

function runsOver({ from, to }: OpenInterval, minute: number): boolean {
  return minutes(to) <= minutes(from) && minute < minutes(to);
}

function localTime(instant: Millis, timeZone: string): { date: string; weekday: Weekday; minute: number } {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  const { year = '', month = '', day = '', weekday = '', hour = '', minute = '' } = parts;
  return {
    date: `${year}-${month}-${day}`,
    weekday: (NAMES.indexOf(weekday) + 1) as Weekday,
    minute: Number(hour) * 60 + Number(minute),
  };
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const two = '2-digit' as const;
  const made = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, weekday: 'short', year: 'numeric', month: two, day: two, hour: two, minute: two, hourCycle: 'h23' },
  });
  formats.set(timeZone, made);
  return made;
}

function isTimeZone(timeZone: string): boolean {
  try {
    return timeZone !== '' && formatOf(timeZone) !== undefined;
  } catch {
    return false;
  }
}
