import type { ApiParts } from './api.types.ts';
import type { Caller } from './caller.ts';
import type { Route } from './route.ts';

type Audit = NonNullable<Route['audit']>;

/** Writes down who changed what. */
export function writeAudit(
  { keeper, random, clock }: ApiParts,
  { app, actor }: Caller,
  { action, target, data }: Audit,
  input: Parameters<NonNullable<Audit['target']>>[0],
  output: unknown,
): void {
  const entry = {
    ...{ app, id: random.id(), at: Math.round(clock.now()), actor, action },
    ...{ target: target?.(input, output) ?? null, data: data?.(input, output) ?? null },
  };
  keeper.put({ type: 'audit', entry });
}
