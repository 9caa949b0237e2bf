import { expect, it } from 'vitest';

import { constantFields } from './constant-fields.ts';

it('finds the fields that never change, by what was told, in objects too, and not those that do', () => {
  const told = [
    ['in', { id: 'a', type: 'phone', who: { city: '', number: '1' }, keys: [1], odd: undefined }],
    ['in', { id: 'b', type: 'phone', who: { city: '', number: '2' }, keys: [1, 2], odd: 1, rare: 'once' }],
    ['in', { id: 'c', type: 'phone', who: null }],
    ['out', { id: 'c' }],
    ['status', 1],
    ['status', 2],
  ] as const;
  expect(constantFields(told)).toEqual([
    { group: 'in', path: 'type', value: '"phone"' },
    { group: 'in', path: 'who.city', value: '""' },
    { group: 'in', path: 'rare', value: '"once"' },
    { group: 'out', path: 'id', value: '"c"' },
  ]);
  expect(constantFields([])).toEqual([]);
  expect(constantFields([['nothing', 'same']])).toEqual([{ group: 'nothing', path: '', value: '"same"' }]);
});
