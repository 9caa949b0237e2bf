import type { Backend, Clock } from '@callstation/core/ports';

import { settle } from '../fake-clock.ts';
import { coreDialect, coreVerbs, type Dialect, type OpenDialect } from './core-dialect.ts';
import { createSeat } from './create-seat.ts';
import type { CentreStep, DialectScenario, DialectStep } from './scenarios.ts';
import type { SeatCentre } from './seat-centre.ts';
import type { DialectVerbs, TraceEntry } from './trace.ts';

const CENTRE: Record<CentreStep, (centre: SeatCentre) => void> = {
  customerCalls: (centre) => void centre.callIn(),
  colleagueCalls: (centre) => void centre.callIn({ kind: 'internal', peer: { role: 'agent', agentId: 'bob' } }),
  farEndRings: (centre) => centre.tell(centre.newest, { type: 'peerRinging' }),
  farEndAnswers: (centre) => centre.tell(centre.newest, { type: 'peerAnswered' }),
  farEndHangsUp: (centre) => centre.end(centre.newest, { reason: 'remoteHangup', by: 'peer' }),
  callerGivesUp: (centre) => centre.end(centre.newest, { reason: 'remoteCancel', by: 'peer' }),
  farEndRefuses: (centre) => centre.end(centre.newest, { reason: 'rejected', by: 'peer' }),
  farEndIsBusy: (centre) => centre.end(centre.newest, { reason: 'busy', by: 'peer', cause: { sip: 486 } }),
  nobodyAnswers: (centre) => centre.end(centre.newest, { reason: 'noAnswer', by: 'timer' }),
  offerMovesOn: (centre) => centre.end(centre.newest, { reason: 'requeued', by: 'timer' }),
  targetAnswers: (centre) => centre.end(centre.newest, { reason: 'transferred', by: 'agent' }),
  targetRefuses: (centre) => {
    centre.tell(centre.newest, {
      type: 'consult',
      consult: { state: 'none', failed: { reason: 'rejected', by: 'peer' } },
    });
    centre.tell(centre.newest, { type: 'resumed' });
  },
  wrapUpEnds: (centre) => centre.endWrapUp(),
};

/** Options of {@link playDialect}. */
export interface PlayOptions {
  /** Drops the facade and opens a new one on the same workstation before this step (0 is the first). */
  rebuildBefore?: number;
  /** Puts something between the workstation and its backend, such as `bridged`. */
  through?: (backend: Backend, clock: Clock) => Backend;
}

/**
 * Plays a scenario at a seat that speaks a dialect; returns what its page was told.
 *
 * @example
 * expect(await playDialect(scenario, tcccDialect)).toEqual(await expectedTrace(scenario, tcccDialect));
 */
export async function playDialect(
  { steps }: DialectScenario,
  dialect: Dialect,
  { rebuildBefore, through }: PlayOptions = {},
): Promise<TraceEntry[]> {
  const { centre, workstation } = createSeat(through);
  await workstation.connect();
  const trace: TraceEntry[] = [];
  const tell = (entry: TraceEntry): void => void trace.push(entry);
  const own = coreVerbs(workstation);
  let open: OpenDialect = await dialect.open(workstation, tell);
  await settle();
  for (const [at, step] of steps.entries()) {
    if (at === rebuildBefore) {
      open.close();
      open = await dialect.open(workstation, tell);
      await settle();
    }
    if ('centre' in step) CENTRE[step.centre](centre);
    else await perform(step, centre, { ...own, ...open.verbs }, tell);
    await settle();
  }
  open.close();
  await workstation.close();
  return trace;
}

/** What a dialect should tell of a scenario: the core's trace, as far as the dialect has words for it. */
export async function expectedTrace(scenario: DialectScenario, dialect: Dialect): Promise<TraceEntry[]> {
  const trace = await playDialect(scenario, coreDialect);
  return trace.flatMap((entry) => dialect.express(entry) ?? []);
}

async function perform(
  step: Exclude<DialectStep, { centre: CentreStep }>,
  centre: SeatCentre,
  verbs: DialectVerbs,
  tell: (entry: TraceEntry) => void,
): Promise<void> {
  const before = step.verb === 'sendDigits' ? centre.digits(centre.newest) : '';
  try {
    await order(step, centre, verbs);
  } catch {
    tell({ saw: 'refused', verb: step.verb });
  }
  if (step.verb !== 'sendDigits') return;
  tell({ saw: 'digits', digits: centre.digits(centre.newest).slice(before.length) });
}

function order(
  step: Exclude<DialectStep, { centre: CentreStep }>,
  centre: SeatCentre,
  verbs: DialectVerbs,
): Promise<unknown> {
  switch (step.verb) {
    case 'dial':
      return verbs.dial(step.number);
    case 'setStatus':
      return verbs.setStatus(step.status);
    case 'sendDigits':
      return verbs.sendDigits(centre.newest, step.digits);
    case 'transfer':
      return verbs.transfer(centre.newest, step.to);
    default:
      return verbs[step.verb](centre.newest);
  }
}
