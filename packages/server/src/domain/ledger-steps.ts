import type { CallSnapshot, Id } from '@callstation/core/model';
import type { StepRow } from '../store/records.types.ts';
import type { Draft } from './ledger-draft.ts';
import { partyId } from './people.ts';

/** How the second party that this agent brings in is doing. */
export function consultSeen(draft: Draft, agent: Id, session: CallSnapshot): void {
  const open = draft.steps.findIndex((step) => step.by === agent && step.endedAt === null);
  const step = draft.steps[open];
  if (session.phase === 'ended') return callEnded(draft, agent, session, open);
  if (session.phase !== 'active') return;
  const { consult } = session;
  if (consult.state === 'none') {
    if (step !== undefined)
      draft.steps[open] = { ...step, endedAt: draft.at, ...outcomeOf(draft, agent, step, consult.failed) };
    return;
  }
  const answeredAt = consult.state === 'dialing' ? null : draft.at;
  if (step === undefined) add(draft, { kind: consult.mode, by: agent, to: consult.to, answeredAt });
  else if (step.answeredAt === null && answeredAt !== null) draft.steps[open] = { ...step, answeredAt };
}

/** Steps that nobody is left to tell of: who asked has gone, or all have. */
export function stepsSettled(draft: Draft): void {
  const { c, at } = draft;
  draft.steps = draft.steps.map((step) => {
    const pending = !c.over && (c.asides[step.by] !== undefined || c.sessions[step.by]?.phase === 'active');
    return step.endedAt !== null || pending
      ? step
      : { ...step, endedAt: at, ...outcomeOf(draft, step.by, step, undefined) };
  });
}

/** The queue gets the customer back. */
export function requeueSeen(draft: Draft): void {
  const { c, before, at, session } = draft;
  const { requeued } = c.context;
  if (requeued === undefined || requeued === before?.context.requeued) return;
  const group = c.terms.skillGroup;
  add(draft, {
    ...{ kind: 'requeue', by: requeued.agent, to: group === null ? null : { skillGroup: group.id } },
    ...{ answeredAt: null, endedAt: at, outcome: 'completed', reason: 'requeued' },
  });
  draft.session = { ...session, requeues: session.requeues + 1 };
}

type Ended = Extract<CallSnapshot, { phase: 'ended' }>;

function callEnded(draft: Draft, agent: Id, { end }: Ended, open: number): void {
  const { at, c } = draft;
  const step = draft.steps[open];
  const transferred = end.reason === 'transferred';
  if (step !== undefined) {
    // Of a blind transfer that is still on its way the outcome is another's to tell.
    const completed = transferred && c.asides[agent] === undefined;
    const outcome = completed
      ? ('completed' as const)
      : step.answeredAt === null
        ? ('failed' as const)
        : ('ended' as const);
    if (!transferred || completed) draft.steps[open] = { ...step, endedAt: at, outcome, reason: end.reason };
  } else if (transferred && !draft.steps.some((one) => one.by === agent && one.endedAt === at)) {
    const group = c.terms.skillGroup;
    add(draft, {
      ...{ kind: 'transfer', by: agent, to: group === null ? null : { skillGroup: group.id } },
      ...{ answeredAt: null, endedAt: at, outcome: 'completed', reason: end.reason },
    });
  }
}

function outcomeOf(
  { before, c }: Draft,
  agent: Id,
  step: StepRow,
  failed: { reason: StepRow['reason'] } | undefined,
): Pick<StepRow, 'outcome' | 'reason'> {
  if (failed !== undefined) return { outcome: 'failed', reason: failed.reason };
  const aside = before?.asides[agent];
  const joined = aside !== undefined && c.brought.includes(partyId(aside));
  if (joined) return { outcome: 'completed', reason: null };
  return { outcome: step.answeredAt === null ? 'failed' : 'ended', reason: null };
}

function add(draft: Draft, step: Pick<StepRow, 'kind' | 'by' | 'to' | 'answeredAt'> & Partial<StepRow>): void {
  const { c, at, steps } = draft;
  const n = steps.length + 1;
  steps.push({ app: c.terms.app, sessionId: c.id, n, at, endedAt: null, outcome: null, reason: null, ...step });
}
