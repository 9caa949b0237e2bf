import { DIALECT_SCENARIOS, expectedTrace, playDialect } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';

import { tcccDialect } from './testing/tccc-dialect.ts';

describe('the scenarios of all dialects', () => {
  it.each(DIALECT_SCENARIOS.map((one) => [one.name, one] as const))('%s', async (_, scenario) => {
    const expected = await expectedTrace(scenario, tcccDialect);
    expect(expected.length).toBeGreaterThan(2);
    expect(await playDialect(scenario, tcccDialect)).toEqual(expected);
    // Dropped before any step and made anew, it tells the same: it keeps nothing of its own.
    for (const rebuildBefore of scenario.steps.keys()) {
      expect(await playDialect(scenario, tcccDialect, { rebuildBefore })).toEqual(expected);
    }
  });
});
