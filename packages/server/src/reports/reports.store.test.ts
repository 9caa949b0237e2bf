import { createFakeClock } from '@callstation/testkit';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openStore } from '../store/open-store.ts';
import { sampleSession, sessionWrite } from '../store/testing/samples.ts';
import { agentReport } from './agent-report.ts';
import { skillGroupReport } from './skill-group-report.ts';
import { arraySource } from './testing/array-source.ts';
import { DAY, randomDay } from './testing/random-day.ts';

it('says of the tables of a database what it says of the same rows in memory', async () => {
  const clock = createFakeClock(DAY + 3 * 86_400_000);
  await fc.assert(
    fc.asyncProperty(randomDay, async (day) => {
      const store = await openStore({ kind: 'memory' }, () => undefined);
      await store.write([
        sessionWrite(sampleSession(), day.engagements),
        ...day.activities.map((activity) => ({ type: 'activity', activity }) as const),
        ...day.events.map((event) => ({ type: 'queueEvent', event }) as const),
      ]);
      const source = { ...store.events, engagements: store.sessions.engagements };
      const query = {
        app: 'shop',
        from: DAY,
        to: DAY + 86_400_000,
        grouping: 'hour',
        timeZone: 'Asia/Tokyo',
        mostRows: 1000,
      } as const;
      const groups = { ...query, targetMs: () => 20_000, shortMs: 5000 };
      expect(await skillGroupReport(source, clock, groups)).toEqual(
        await skillGroupReport(arraySource(day), clock, groups),
      );
      for (const byGroup of [true, false])
        expect(await agentReport(source, clock, { ...query, byGroup })).toEqual(
          await agentReport(arraySource(day), clock, { ...query, byGroup }),
        );
      await store.close();
    }),
    { numRuns: 10 },
  );
});
