import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { TCCCWorkstation as Real } from '@callstation/uniapp';
import { describe, expect, it } from 'vitest';

import { texts, textOf, type Word } from '../src/lib/words.ts';
import { keepPlatform } from './conditions.mts';
import { TCCCWorkstation } from './stand-ins/plugin.ts';

const names = Object.keys(texts.en) as Word[];
const gaps = (text: string): string[] => (text.match(/\{\w{1,20}\}/gu) ?? []).toSorted();
const sources = join(import.meta.dirname, '../src');

describe('the texts of the pages', () => {
  it.each(names)('has %s in English and in Chinese, with the same gaps', (name) => {
    const [english, chinese] = [texts.en[name], texts.zh[name]];
    expect(english.trim()).not.toBe('');
    expect(chinese).toMatch(/\p{Script=Han}/u);
    expect(english).not.toMatch(/\p{Script=Han}/u);
    expect(gaps(chinese)).toEqual(gaps(english));
  });

  it('has nothing that no page says', () => {
    const files = readdirSync(sources, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(?:vue|ts)$/u.test(file) && !file.startsWith('uni_modules') && !file.endsWith('words.ts'))
      .concat('lib/end-words.ts');
    const code = files.map((file) => readFileSync(`${sources}/${file}`, 'utf8')).join('\n');
    expect(names.filter((name) => !code.includes(`'${name}'`))).toEqual([]);
  });

  it('puts values into the gaps, and leaves those it has none for', () => {
    expect(textOf('en', 'failed', { reason: '$& {name}' })).toBe('That did not work: $& {name}');
    expect(textOf('zh', 'callNamed')).toBe('呼叫 {name}');
  });
});

describe('what the tests of the pages are made with', () => {
  it('stands in for nothing that the class has not', () => {
    const own = ['constructor', 'finish', 'tell'];
    const members = Object.getOwnPropertyNames(TCCCWorkstation.prototype).filter((name) => !own.includes(name));
    expect(members.filter((name) => !(name in Real.prototype))).toEqual([]);
    for (const name of ['sharedInstance', 'getSDKVersion'] as const) expect(Real[name]).toBeTypeOf('function');
  });

  it('compiles what a platform gets, line by line', () => {
    const code = ['a', '// #ifdef H5', 'b', '// #ifndef MP || H5', 'c', '// #endif', '// #endif', '// #ifdef MP', 'd'];
    const kept = (platform: string): string =>
      keepPlatform([...code, '// #endif'].join('\n'), [platform]).replaceAll('\n', '.');
    expect([kept('H5'), kept('MP'), kept('APP')]).toEqual(['a..b.......', 'a........d.', 'a.........']);
    expect(() => keepPlatform(code.join('\n'), ['H5'])).toThrow('no #endif');
  });
});
