import type { Millis } from './primitives.ts';

/** A pure table step. An event without a row returns the same snapshot, no effects. */
export type Reduce<S, E, F> = (snapshot: S, event: E & { at: Millis }) => readonly [S, readonly F[]];
