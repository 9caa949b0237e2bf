import { DIALECT_SCENARIOS, expectedTrace, playDialect } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';

import { ccsdkDialect } from './testing/ccsdk-dialect.ts';

describe('the scenarios of all dialects', () => {
  it.each(DIALECT_SCENARIOS.map((one) => [one.name, one] as const))('%s', async (_, scenario) => {
    const expected = await expectedTrace(scenario, ccsdkDialect);
    expect(expected.length).toBeGreaterThan(1);
    expect(await playDialect(scenario, ccsdkDialect)).toEqual(expected);
    // Dropped before any step and made anew, it tells the same: it keeps nothing of its own.
    for (const rebuildBefore of scenario.steps.keys()) {
      expect(await playDialect(scenario, ccsdkDialect, { rebuildBefore })).toEqual(expected);
    }
  });
});
