import { END_REASONS } from '@callstation/core/model';
import { expect, it } from 'vitest';

import { CHINESE } from './chinese.ts';
import { ENGLISH } from './english.ts';
import { fill } from './fill.ts';
import { uiWords, type UiWords } from './index.ts';
import { SPANISH } from './spanish.ts';

const keys = Object.keys(ENGLISH) as (keyof UiWords)[];
const others = [
  ['zh', CHINESE],
  ['es', SPANISH],
] as const;
const places = (text: string): string[] => (text.match(/\{\w+\}/gu) ?? []).toSorted();
/** Texts that are the same in two languages, and ought to be. */
const ALIKE: Partial<Record<string, readonly string[]>> = {};

it.each(others)('%s has every text, with the same places, and none that is another language’s', (language, words) => {
  expect(Object.keys(words)).toEqual(keys);
  for (const key of keys) {
    expect([key, words[key].trim()]).not.toEqual([key, '']);
    expect([key, ...places(words[key])]).toEqual([key, ...places(ENGLISH[key])]);
    if (!ALIKE[language]?.includes(key)) expect([key, words[key]]).not.toEqual([key, ENGLISH[key]]);
  }
});

it('has Chinese in every Chinese text', () => {
  for (const text of Object.values(CHINESE)) expect(text).toMatch(/\p{Script=Han}/u);
});

it.each([
  ['en', 'Dismiss'],
  ['de', 'Dismiss'],
  ['', 'Dismiss'],
  ['zh-CN', CHINESE.dismiss],
  ['ZH', CHINESE.dismiss],
  ['es-MX', SPANISH.dismiss],
  ['est', 'Dismiss'],
])('takes the tag %j', (tag, dismiss) => expect(uiWords(tag).ui.dismiss).toBe(dismiss));

it('comes with the words of the model in the same language', () => {
  for (const reason of END_REASONS) {
    const texts = ['en', 'zh', 'es'].map((language) => uiWords(language).core.endReasons[reason]);
    expect(new Set(texts).size).toBe(3);
  }
});

it('fills places in, and leaves what it does not know', () => {
  expect(fill('{a} and {b}, {a}', { a: 'x', b: 2 })).toBe('x and 2, x');
  expect(fill('{a} {c}', { a: '{c}' })).toBe('{c} {c}');
});
