import { expect, it } from 'vitest';

import { createNotes } from './notes.ts';

it('says a leniency once, and only to who wants to know', () => {
  const said: unknown[][] = [];
  let strict = false;
  const log = { warn: (...line: unknown[]) => said.push(line), error: (...line: unknown[]) => said.push(line) };
  const notes = createNotes('sdk', () => strict, log);
  notes.lenient('a is an old name');
  expect(said).toEqual([]);
  strict = true;
  notes.lenient('a is an old name');
  notes.lenient('a is an old name');
  notes.warn('no function');
  notes.warn('no function');
  const error = new Error('x');
  notes.failed('a listener threw', error);
  expect(said).toEqual([
    ['sdk: a is an old name'],
    ['sdk: no function'],
    ['sdk: no function'],
    ['sdk: a listener threw', error],
  ]);
});
