import { describe, expect, it } from 'vitest';
import { words, type Words } from './words.ts';

const groups = Object.keys(words('en')) as (keyof Words)[];

describe('words', () => {
  it.each([
    ['en', 'Hold'],
    ['en-GB', 'Hold'],
    ['zh', '保持'],
    ['zh-CN', '保持'],
    ['ZH-Hans', '保持'],
    ['de', 'Hold'],
    ['zha', 'Hold'],
    ['', 'Hold'],
  ])('takes the tag %j', (tag, hold) => expect(words(tag).callVerbs.hold).toBe(hold));

  it.each(groups)('%s has the same keys in both languages, each with a text', (group) => {
    expect(Object.keys(words('zh')[group])).toEqual(Object.keys(words('en')[group]));
    for (const text of [...Object.values(words('en')[group]), ...Object.values(words('zh')[group])]) {
      expect(text.trim()).not.toBe('');
    }
  });

  it.each(['endReasons', 'agentStatuses', 'callPhases', 'callVerbs', 'agentVerbs', 'blockReasons'] as const)(
    '%s has no text twice in one language',
    (group) => {
      for (const language of ['en', 'zh']) {
        const texts = Object.values(words(language)[group]);
        expect(new Set(texts).size).toBe(texts.length);
      }
    },
  );

  it('has Chinese in every Chinese text', () => {
    for (const group of groups)
      for (const text of Object.values(words('zh')[group])) expect(text).toMatch(/\p{Script=Han}/u);
  });
});
