import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files whose tests take long, the longest first. What vitest remembers of an earlier run is not there in a fresh clone, and
 * by their size alone the longest would begin last and then run by itself.
 */
const LONGEST = [
  'model-test/model.test.ts',
  'packages/server/src/switch/embedded/embedded-switch.test.ts',
  'docs/package-readmes.test.ts',
  'tooling/regular-expressions.test.ts',
  'tooling/start.test.ts',
  'packages/server/src/store/sql/sql-store.test.ts',
  'packages/core/src/backends/callcenter/restart.test.ts',
  'packages/server/src/abuse.test.ts',
  'packages/server/src/engine/day.test.ts',
];

const placeOf = ({ moduleId }: TestSpecification): number => {
  const at = LONGEST.findIndex((file) => moduleId.endsWith(`/${file}`));
  return at === -1 ? LONGEST.length : at;
};

/** Begins with the files that take longest, so that no worker waits for the other one at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}
