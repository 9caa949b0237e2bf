import { DIALECT_SCENARIOS, expectedTrace, playDialect } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';

import { udeskDialect } from './testing/udesk-dialect.ts';

describe('the scenarios of all dialects', () => {
  it.each(DIALECT_SCENARIOS.map((one) => [one.name, one] as const))('%s', async (_, scenario) => {
    const expected = await expectedTrace(scenario, udeskDialect);
    expect(expected.length).toBeGreaterThan(1);
    expect(await playDialect(scenario, udeskDialect)).toEqual(expected);
    // Dropped before any step and made anew, it tells the same: it keeps nothing of its own.
    for (const rebuildBefore of scenario.steps.keys()) {
      expect(await playDialect(scenario, udeskDialect, { rebuildBefore })).toEqual(expected);
    }
  });
});
