import type * as Vitest from 'vitest';
import type { Store } from '../store.ts';

/** The test framework's words, handed in, so that the contract runs under any runner of that kind. */
export type Framework = Pick<typeof Vitest, 'describe' | 'it' | 'expect' | 'beforeEach' | 'afterEach'>;

/** A store under test. */
export interface StoreRig {
  /** Open and empty. */
  store: Store;
  stop(): Promise<void>;
}

/** What a part of the contract is given. */
export interface Over extends Framework {
  store: () => Store;
}
