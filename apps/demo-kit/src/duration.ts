/** A duration in milliseconds as minutes and seconds: `1:05`. */
export function minutesOf(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** A duration in milliseconds, roughly and in words: `40 s`, `6 min`, `2 h 5 min`. */
export function spanOf(ms: number): string {
  if (ms < 60_000) return `${Math.round(ms / 1000)} s`;
  const minutes = Math.round(ms / 60_000);
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} h${rest > 0 ? ` ${rest} min` : ''}`;
}

const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const isSameDay = (a: number, b: number): boolean => new Date(a).toDateString() === new Date(b).toDateString();

/** When something was: the time today, else the day and the time. */
export function momentOf(at: number): string {
  return isSameDay(at, Date.now()) ? clock.format(at) : `${day.format(at)}, ${clock.format(at)}`;
}
