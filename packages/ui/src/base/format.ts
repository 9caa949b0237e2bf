interface Digits {
  readonly plain: Intl.NumberFormat;
  readonly two: Intl.NumberFormat;
}
const digits = new Map<string, Digits>();

/** Making a format is slow, and a clock is shown twice a second. */
function digitsOf(language: string): Digits {
  const known = digits.get(language) ?? {
    plain: new Intl.NumberFormat(language, { useGrouping: false }),
    two: new Intl.NumberFormat(language, { useGrouping: false, minimumIntegerDigits: 2 }),
  };
  digits.set(language, known);
  return known;
}

/** A duration in milliseconds as a clock shows it: `1:05`, `1:02:03`. */
export function clockText(ms: number, language: string): string {
  const { plain, two } = digitsOf(language);
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = two.format(seconds % 60);
  return hours > 0 ? `${plain.format(hours)}:${two.format(minutes)}:${rest}` : `${plain.format(minutes)}:${rest}`;
}

type Unit = 'hour' | 'minute' | 'second';

/** Not in every browser, nor in the compiler's library yet. */
interface DurationFormat {
  format(duration: { hours?: number; minutes?: number; seconds?: number }): string;
}
type WithDurations = typeof Intl & {
  DurationFormat?: new (language: string, options: { style: 'long' | 'short' }) => DurationFormat;
};

/** A duration in milliseconds in words, the two largest units: `6 minutes, 5 seconds`, `2 hours`. */
export function spanText(ms: number, language: string, style: 'long' | 'short' = 'long'): string {
  const total = Math.max(0, Math.round(ms / 1000));
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor(total / 60) % 60;
  const seconds = hours > 0 ? 0 : total % 60;
  const { DurationFormat } = Intl as WithDurations;
  if (DurationFormat && total > 0) return new DurationFormat(language, { style }).format({ hours, minutes, seconds });
  const part = (count: number, unit: Unit): string =>
    new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: style }).format(count);
  const parts = [
    ...(hours > 0 ? [part(hours, 'hour')] : []),
    ...(minutes > 0 ? [part(minutes, 'minute')] : []),
    ...(seconds > 0 || total === 0 ? [part(seconds, 'second')] : []),
  ];
  return new Intl.ListFormat(language, { type: 'unit', style }).format(parts);
}
