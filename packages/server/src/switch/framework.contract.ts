import type * as Vitest from 'vitest';
import { CallstationError } from '@callstation/core/protocol';
import type { SwitchRig } from './testing/switch-rig.ts';

/** The test framework's words, handed in, so that a contract runs under any runner of that kind. */
export type Framework = Pick<typeof Vitest, 'describe' | 'it' | 'expect' | 'beforeEach' | 'afterEach'>;

/** What a part of the contract is given. */
export interface Over extends Framework {
  /** The switch under test, fresh for every test. */
  rig: () => SwitchRig;
  /** The error code of a call that must be refused. */
  code: (run: Promise<unknown>) => Promise<string>;
}

/** Makes {@link Over.code}. */
export function codeOf(expect: Framework['expect']): Over['code'] {
  return async (run) => {
    const error = await run.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(CallstationError);
    return error instanceof CallstationError ? error.code : '';
  };
}
