import * as v from 'valibot';
import { instant, whole } from './schema-parts.ts';

const id = v.string();
const share = v.nullable(v.pipe(v.number(), v.minValue(0)));
const row = { from: instant, to: instant };

/** A row of the skill groups' report; see docs/reports.md. */
export const SkillGroupRowShown = v.strictObject({
  ...row,
  skillGroup: id,
  ...{ offered: whole, answered: whole, answeredInTarget: whole, abandoned: whole, abandonedShort: whole },
  ...{ overflowed: whole, left: whole, waiting: whole, targetMs: whole, serviceLevel: share, asaMs: share },
  ...{ averageAbandonMs: share, longestWaitMs: whole, answeredWaitMs: whole, abandonedWaitMs: whole },
  ...{ agentsAsked: whole, declined: whole, missed: whole },
});

/** A row of the agents' report. */
export const AgentRowShown = v.strictObject({
  ...row,
  agent: id,
  skillGroup: v.exactOptional(v.nullable(id)),
  ...{ asked: whole, answered: whole, declined: whole, missed: whole, handled: whole, handledOut: whole },
  ...{ consulted: whole, talkMs: whole, holdMs: whole, wrapMs: whole, ringMs: whole, ahtMs: share },
  times: v.exactOptional(
    v.strictObject({
      ...{ signedInMs: whole, idleMs: whole, busyMs: whole, wrapUpMs: whole, notReadyMs: whole, breakMs: whole },
      breaks: v.record(v.string(), whole),
      occupancy: share,
    }),
  ),
});
