import { createFakeClock, createFakeLogger } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';

import { createTokenSource } from './token-source.ts';

function source(...given: unknown[]) {
  const asked: unknown[] = [...given];
  // An app in plain JavaScript may hand over anything.
  const fetchToken = (): string => asked.shift() as string;
  return createTokenSource(fetchToken, createFakeClock(), createFakeLogger());
}

describe('a token source', () => {
  it.each([
    ['an empty text', ''],
    ['undefined', undefined],
    ['an object', {}],
  ])('refuses %s each time, and asks again', async (_name, value) => {
    const tokens = source(value, value, 'good');
    await expect(tokens.get()).rejects.toMatchObject({ code: 'unauthorized' });
    await expect(tokens.get()).rejects.toMatchObject({ code: 'unauthorized' });
    expect(await tokens.get()).toBe('good');
    expect(await tokens.get()).toBe('good');
  });

  it('hands nothing of a refused answer out later', async () => {
    const tokens = source('good', '', 'better');
    expect(await tokens.get()).toBe('good');
    tokens.invalidate();
    await expect(tokens.get()).rejects.toMatchObject({ code: 'unauthorized' });
    expect(await tokens.get()).toBe('better');
  });
});
