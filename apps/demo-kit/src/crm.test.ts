import { fakeOffer } from '@callstation/testkit';
import { beforeEach, expect, it } from 'vitest';

import { recordOf, savedSessions, saveSession } from './crm.ts';

beforeEach(() => localStorage.clear());

it('a call is about the record it was dialled from, else about that of its number, else about nobody’s', () => {
  const from = (number: string, userData?: string) => ({
    ...fakeOffer(),
    peer: { ...fakeOffer().peer, number },
    context: { ...fakeOffer().context, ...(userData === undefined ? {} : { userData }) },
  });
  expect(recordOf(from('10003'))?.record).toBe('C-1003');
  expect(recordOf(from('10003', 'C-1001'))?.record).toBe('C-1001');
  expect(recordOf(from('10003', 'C-9999'))?.record).toBe('C-1003');
  expect(recordOf(from('+8613800138000'))).toBeUndefined();
});

it('a record keeps each session once, in order, and forgets none of another record', () => {
  expect(savedSessions('C-1001')).toEqual([]);
  expect(saveSession('C-1001', 's1')).toEqual(['s1']);
  expect(saveSession('C-1001', 's2')).toEqual(['s1', 's2']);
  expect(saveSession('C-1001', 's1')).toEqual(['s1', 's2']);
  expect(saveSession('C-1003', 's3')).toEqual(['s3']);
  expect(savedSessions('C-1001')).toEqual(['s1', 's2']);
});

it('what is kept and no list of sessions at all is as nothing', () => {
  localStorage.setItem('callstation-demo-crm', '{');
  expect(savedSessions('C-1001')).toEqual([]);
  expect(saveSession('C-1001', 's1')).toEqual(['s1']);
});
