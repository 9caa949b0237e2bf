import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const folder = new URL('../packages/server/assets/admin/', import.meta.url);
const { ZH } = (await import(new URL('words.js', folder).href)) as { ZH: Record<string, string> };
const scripts = readdirSync(folder).filter((file) => file.endsWith('.js') && file !== 'words.js');
const sourceOf = (file: string): string => readFileSync(new URL(file, folder), 'utf8');
/** Ids, and what is the same in both languages. */
const NO_WORDS = new Set(['', 'IVR', 'read', 'operator', 'admin', 'skill-groups.csv', 'agents.csv']);

/** Where a text of the page stands: what the helpers put into words, and what goes through `t` by itself. */
const PLACES = [
  /\b(?:t|button|field|secret)\(\s*'([^']*)'/gu,
  /\bt\(\s*[\w.]+(?: === (?:'[^']*'|null))? \? '([^']*)'/gu,
  /\bt\(\s*[\w.]+(?: === (?:'[^']*'|null))? \? '[^']*' : '([^']*)'/gu,
  /^\s*\[\s*'([^']*)',\s*(?:\(|async)/gmu,
  /^\s*\['\w+', '([^']*)', \w+View\]/gmu,
  /^\s*'([A-Z][^']*[.?])',?$/gmu,
  /, '([A-Z][^']*\.)'\)/gu,
];

describe('the words of /admin', () => {
  it.each(scripts)('%s says nothing there is no Chinese for', (file) => {
    const said = PLACES.flatMap((place) => [...sourceOf(file).matchAll(place)].map(([, text = '']) => text));
    expect(said.filter((text) => !NO_WORDS.has(text) && !Object.hasOwn(ZH, text))).toEqual([]);
  });

  it('index.html neither', () => {
    const said = [...sourceOf('index.html').matchAll(/data-words[^>]*>([^<]*)</gu)].map(([, text = '']) => text.trim());
    expect(said.length).toBeGreaterThan(5);
    expect(said.filter((text) => !Object.hasOwn(ZH, text))).toEqual([]);
  });

  it('are Chinese, with the same blanks to fill in', () => {
    const blanks = (text: string): string[] => [...text.matchAll(/\{\w+\}/gu)].map(String).toSorted();
    for (const [en, zh] of Object.entries(ZH)) expect([en, blanks(zh)]).toEqual([en, blanks(en)]);
    expect(Object.entries(ZH).filter(([, zh]) => !/\p{Script=Han}/u.test(zh) && !zh.startsWith('{what}'))).toEqual([]);
  });
});
