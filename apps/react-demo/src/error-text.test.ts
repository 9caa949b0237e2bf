import { CallstationError } from '@callstation/core';
import { BLOCK_REASONS } from '@callstation/core/model';
import { ERRORS, type ErrorCode } from '@callstation/core/protocol';
import { expect, it } from 'vitest';

import { explain } from './error-text.ts';

it('says every error in words for agents: by its reason, else by its code', () => {
  const codes = Object.keys(ERRORS) as ErrorCode[];
  const texts = [
    ...codes.map((code) => explain(new CallstationError(code))),
    ...BLOCK_REASONS.map((reason) => explain(new CallstationError('invalidState', undefined, { data: { reason } }))),
    explain(new TypeError('x is not a function')),
    explain(new CallstationError('invalidState', undefined, { data: { reason: 'constructor' } })),
  ];
  for (const text of texts)
    expect(text).not.toMatch(/connect\(|JSON|token|mint|actions|argument|function|method|back end/i);
  expect(new Set(texts).size).toBeGreaterThan(35);
  expect(explain(new CallstationError('invalidState', undefined, { data: { reason: 'agentBusy' } }))).toBe(
    'Hold or end the other call first.',
  );
});
