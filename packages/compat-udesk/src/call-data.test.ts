import type { SessionContext } from '@callstation/core/model';
import { fakeAgent, fakeOffer } from '@callstation/testkit';
import { expect, it } from 'vitest';

import { workFlowOf } from './call-data.ts';

it.each<[string, SessionContext['flow'], 'in' | 'out', 'page' | 'mobile', string]>([
  ['came in', 'in', 'in', 'mobile', 'in'],
  ['the agent made', 'out', 'out', 'page', 'out_direct'],
  ['the agent made at a phone, which is called first', 'out', 'out', 'mobile', 'out_callback'],
  ['a colleague made and passed on', 'out', 'in', 'page', 'out_direct'],
  ['a colleague made and passed on to a phone', 'out', 'in', 'mobile', 'out_direct'],
  ['was asked for', 'callback', 'out', 'page', 'out_callback'],
  ['a machine made', 'auto', 'in', 'page', 'out_auto'],
])('names the flow of a call that %s', (_, flow, direction, mode, named) => {
  const call = { ...fakeOffer(), direction, context: { flow } };
  expect(workFlowOf(call, fakeAgent('alice', { phone: { mode } }))).toBe(named);
});
