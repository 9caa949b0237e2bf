import type { Id, Millis } from '@callstation/core/model';
import { readNumber } from '../domain/number-plan.ts';
import type { SessionRecord } from '../store/records.types.ts';
import type { SessionStore } from '../store/store.ts';

/** A call to an outside number was placed, or an answered one ended after so long. */
export type DialPast =
  | { type: 'placed'; at: Millis; number: string; agent: Id | null }
  | { type: 'ended'; at: Millis; number: string; ms: number };

/** Twice what a range is watched for: a range that rests now had its cause within that. Milliseconds. */
const PAST_MS = 20 * 60_000;
const AT_ONCE = 1000;
/** Records that are read at most: a start does not wait for more. */
const MOST = 5000;

/** Which outside numbers an app has called lately, the oldest first, as its records tell. */
export async function dialHistory(
  sessions: Pick<SessionStore, 'list'>,
  app: { id: Id; defaultCountry: string },
  now: Millis,
): Promise<DialPast[]> {
  const past: DialPast[] = [];
  const from = Math.round(now) - PAST_MS;
  for (let read = 0, after; read < MOST; read += AT_ONCE) {
    const page = await sessions.list(app.id, { from, limit: AT_ONCE, ...(after ? { after } : {}) });
    past.push(...page.flatMap((record) => pastOf(record, app.defaultCountry)));
    after = page.at(-1);
    if (page.length < AT_ONCE) break;
  }
  return past.toSorted((a, b) => a.at - b.at);
}

function pastOf({ direction, to, createdAt, answeredAt, endedAt, engagements, steps }: SessionRecord, country: string) {
  const calls = steps.flatMap(({ to: target, by, at, answeredAt: begun, endedAt: over, outcome }) =>
    // One that the customer was handed to goes on when the step is over.
    target !== null && 'number' in target
      ? callPast(target.number, country, by, at, begun, outcome === 'ended' ? over : null)
      : [],
  );
  if (direction !== 'out' || to === null) return calls;
  return [...callPast(to, country, engagements[0]?.agent ?? null, createdAt, answeredAt, endedAt), ...calls];
}

function callPast(
  text: string,
  country: string,
  ...[agent, at, answeredAt, endedAt]: [Id | null, Millis, Millis | null, Millis | null]
): DialPast[] {
  const number = longNumber(text, country);
  if (number === null) return [];
  const placed: DialPast = { type: 'placed', at, number, agent };
  if (answeredAt === null || endedAt === null) return [placed];
  return [placed, { type: 'ended', at: endedAt, number, ms: endedAt - answeredAt }];
}

/** A colleague's id, or a service's number, counts for nothing. */
function longNumber(text: string, country: string): string | null {
  try {
    const { kind, number } = readNumber(text, country);
    return kind === 'external' ? number : null;
  } catch {
    return null;
  }
}
