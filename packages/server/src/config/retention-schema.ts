import * as v from 'valibot';
import type { RetentionDays } from '../store/retention.ts';

/** What is kept for how long unless the configuration says otherwise: reports can compare with the same month of last year. */
const DEFAULT_DAYS = { records: 365, events: 400, audit: 365, webhooks: 30 } as const satisfies RetentionDays;

const days = (usual: number) =>
  v.exactOptional(v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(36_500))), usual);

/** `retention` of a configuration file. Null: for ever. */
export const retention = v.pipe(
  v.strictObject({
    recordsDays: days(DEFAULT_DAYS.records),
    eventsDays: days(DEFAULT_DAYS.events),
    auditDays: days(DEFAULT_DAYS.audit),
    webhooksDays: days(DEFAULT_DAYS.webhooks),
  }),
  v.transform(({ recordsDays, eventsDays, auditDays, webhooksDays }): RetentionDays => ({
    ...{ records: recordsDays, events: eventsDays, audit: auditDays, webhooks: webhooksDays },
  })),
);

/** The retention of a server that is told nothing; a demo keeps all it has. */
export function defaultRetention(demo: boolean): RetentionDays {
  return demo ? { records: null, events: null, audit: null, webhooks: null } : DEFAULT_DAYS;
}
