import type { TenantConfig } from '../config/server-config.ts';
import { maskOf } from '../engine/number-mask.ts';
import type { SessionRecord } from '../store/records.types.ts';
import type { Caller } from './caller.ts';

/** A record as that caller may see it: what the app keeps from agents is kept from their tokens, not from its back ends. */
export function seenBy<R extends Pick<SessionRecord, 'context' | 'from' | 'to' | 'engagements' | 'steps'>>(
  { kind }: Pick<Caller, 'kind'>,
  app: Pick<TenantConfig, 'numberMask'>,
  record: R,
): R {
  const mask = kind === 'agent' ? maskOf(app, record.context) : null;
  if (mask === null) return record;
  const { context, from, to, engagements, steps } = record;
  const incoming = context.flow === 'in';
  return {
    ...record,
    context: mask.context(context),
    from: incoming && from !== null ? mask.number(from) : from,
    to: !incoming && to !== null ? mask.number(to) : to,
    engagements: engagements.map((part) => ({ ...part, peer: mask.party(part.peer) })),
    steps: steps.map((step) =>
      step.to !== null && 'number' in step.to ? { ...step, to: { number: mask.number(step.to.number) } } : step,
    ),
  };
}
