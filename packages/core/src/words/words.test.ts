import { describe, expect, it } from 'vitest';
import { errorText, words, type Language, type Words } from './words.ts';

const groups = Object.keys(words('en')) as (keyof Words)[];
const others: Language[] = ['zh', 'es'];
const textsOf = (language: string): string[] =>
  groups.flatMap((group) => Object.values<string>(words(language)[group]));

describe('words', () => {
  it.each([
    ['en', 'Hold'],
    ['en-GB', 'Hold'],
    ['zh', '保持'],
    ['zh-CN', '保持'],
    ['ZH-Hans', '保持'],
    ['es', 'Poner en espera'],
    ['es-MX', 'Poner en espera'],
    ['ES-419', 'Poner en espera'],
    ['de', 'Hold'],
    ['est', 'Hold'],
    ['zha', 'Hold'],
    ['', 'Hold'],
  ])('takes the tag %j', (tag, hold) => expect(words(tag).callVerbs.hold).toBe(hold));

  it.each(groups)('%s has the same keys in all languages, each with a text', (group) => {
    for (const language of others) {
      expect(Object.keys(words(language)[group])).toEqual(Object.keys(words('en')[group]));
    }
    for (const text of ['en', ...others].flatMap((language) => Object.values(words(language)[group]))) {
      expect(text).toMatch(/^\S(.*\S)?$/u);
    }
  });

  it.each(['endReasons', 'agentStatuses', 'callPhases', 'callVerbs', 'agentVerbs', 'blockReasons', 'errors'] as const)(
    '%s has no text twice in one language',
    (group) => {
      for (const language of ['en', ...others]) {
        const texts = Object.values(words(language)[group]);
        expect(new Set(texts).size).toBe(texts.length);
      }
    },
  );

  it('has Chinese in every Chinese text', () => {
    for (const text of textsOf('zh')) expect(text).toMatch(/\p{Script=Han}/u);
  });

  it('leaves no text in English', () => {
    const english = new Set(textsOf('en'));
    for (const language of others) expect(textsOf(language).filter((text) => english.has(text))).toEqual([]);
  });

  it('ends a Spanish text with a full stop where the English one does', () => {
    const stops = (language: string): boolean[] => textsOf(language).map((text) => text.endsWith('.'));
    expect(stops('es')).toEqual(stops('en'));
  });
});

describe('errorText', () => {
  it.each([
    [{ code: 'invalidState', data: { reason: 'agentBusy' } }, 'Hold or end the other call first.'],
    [{ code: 'invalidState', data: { reason: 'constructor' } }, 'Not possible at this point.'],
    [{ code: 'mediaDenied' }, 'The microphone is blocked. Allow it in the address bar, then try again.'],
    [{ code: 'toString' }, 'Something failed in the centre. Try again.'],
    [new TypeError('x is not a function'), 'Something failed in the centre. Try again.'],
    [null, 'Something failed in the centre. Try again.'],
  ])('says %j', (error, text) => expect(errorText(error, 'en')).toBe(text));

  it('speaks the language', () => {
    expect(errorText({ code: 'timeout' }, 'es')).toBe('El centro no respondió a tiempo. Inténtelo de nuevo.');
  });

  it('is for agents, not for developers', () => {
    for (const text of Object.values(words('en').errors)) {
      expect(text).not.toMatch(/connect\(|JSON|token|mint|actions|argument|function|method|back end/i);
    }
  });
});
