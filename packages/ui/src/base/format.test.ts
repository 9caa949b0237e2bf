import { afterEach, describe, expect, it, vi } from 'vitest';

import { clockText, spanText } from './format.ts';

describe('a clock', () => {
  it.each([
    [0, '0:00'],
    [-500, '0:00'],
    [65_000, '1:05'],
    [3_599_999, '59:59'],
    [3_723_000, '1:02:03'],
  ])('of %d ms is %s', (ms, text) => expect(clockText(ms, 'en')).toBe(text));

  it('has the digits of the language', () => expect(clockText(65_000, 'ar-EG')).toBe('١:٠٥'));
});

describe('a span in words', () => {
  afterEach(() => vi.unstubAllGlobals());

  const spans = [
    ['en', 0, '0 seconds'],
    ['en', 1_000, '1 second'],
    ['en', 365_000, '6 minutes, 5 seconds'],
    ['en', 7_260_000, '2 hours, 1 minute'],
    ['zh', 60_000, '1分钟'],
    ['es', 60_000, '1 minuto'],
  ] as const;

  it.each(spans)('in %s of %d ms is %s', (language, ms, text) => expect(spanText(ms, language)).toBe(text));

  it.each(spans)('without Intl.DurationFormat, too: in %s of %d ms', (language, ms, text) => {
    vi.stubGlobal('Intl', { NumberFormat: Intl.NumberFormat, ListFormat: Intl.ListFormat });
    expect(spanText(ms, language)).toBe(text);
  });
});
