import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { createOpening } from './opening.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open() {
  const opening = createOpening();
  const heard: string[] = [];
  const say = (word: string): void => opening.tell(() => heard.push(word));
  return { opening, heard, say };
}

it('tells at once, but what is told in the opening with the next task, in order', () => {
  const { opening, heard, say } = open();
  say('before');
  opening.open();
  opening.tell(() => {
    heard.push('one');
    say('of one');
  });
  say('two');
  expect(heard).toEqual(['before']);
  vi.runAllTimers();
  expect(heard).toEqual(['before', 'one', 'two', 'of one']);
  say('after');
  expect(heard.at(-1)).toBe('after');
});

it('tells nothing of what waited when it is closed', () => {
  const { opening, heard, say } = open();
  opening.open();
  say('one');
  opening.close();
  vi.runAllTimers();
  expect(heard).toEqual([]);
});
