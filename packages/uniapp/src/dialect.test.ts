import { DIALECT_SCENARIOS, expectedTrace, playDialect } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';

import { tcccUniDialect } from './testing/tccc-uni-dialect.ts';

describe('the scenarios of all dialects', () => {
  it.each(DIALECT_SCENARIOS.map((one) => [one.name, one] as const))('%s', async (name, scenario) => {
    const expected = await expectedTrace(scenario, tcccUniDialect);
    // It has no word for statuses.
    expect(expected.length).toBeGreaterThan(name === 'status' ? -1 : 1);
    expect(await playDialect(scenario, tcccUniDialect)).toEqual(expected);
    // Dropped before any step and made anew, it tells the same: it keeps nothing of its own.
    for (const rebuildBefore of scenario.steps.keys()) {
      expect(await playDialect(scenario, tcccUniDialect, { rebuildBefore })).toEqual(expected);
    }
  });
});
