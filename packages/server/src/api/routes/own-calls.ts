import type { Id } from '@callstation/core/model';
import { CallstationError } from '@callstation/core/protocol';
import * as v from 'valibot';
import type { EngagementRow, SessionRecord } from '../../store/records.types.ts';
import type { ApiParts } from '../api.types.ts';
import type { Caller } from '../caller.ts';
import { cursorOf, queryCursor } from '../cursor.ts';
import { AnnotationShown, EndShown, MissedShown, PartyShown } from '../record-schemas.ts';
import { seenBy } from '../masked-record.ts';
import { route, type Route } from '../route.ts';
import { instant, queryCount, whole } from '../schema-parts.ts';

const DEFAULT_LIMIT = 20;
const maybeInstant = v.nullable(instant);
const OwnCall = v.strictObject({
  ...{ id: v.string(), sessionId: v.string(), role: v.string(), direction: v.picklist(['in', 'out']) },
  ...{ skillGroup: v.nullable(v.string()), peer: PartyShown },
  ...{ offeredAt: instant, answeredAt: maybeInstant, endedAt: maybeInstant, end: v.nullable(EndShown) },
  ...{ ringMs: whole, talkMs: whole, holdMs: whole, wrapMs: whole },
  ...{ annotation: v.nullable(AnnotationShown), missed: MissedShown },
  recordings: v.array(v.strictObject({ id: v.string(), startedAt: instant, ms: whole })),
});

/** An agent's own calls, for the page they work in: it holds their token, and no API key. */
export function ownCallRoutes({ keeper, settings }: ApiParts): Route[] {
  return [
    route({
      ...{ method: 'GET', path: '/own/calls', tag: 'Sessions', needs: { role: 'read', agents: true, scoped: true } },
      summary: 'The calls of the agent whose token it is',
      description:
        'Their own parts of calls that are over for them, newest first; nobody sees another one’s. Recordings are named to who has ' +
        'the right `playRecordings`. The next page: `after` = `next` of this one.',
      query: v.strictObject({
        limit: v.exactOptional(queryCount(100), String(DEFAULT_LIMIT)),
        after: v.exactOptional(queryCursor),
      }),
      response: v.strictObject({ calls: v.array(OwnCall), next: v.nullable(v.string()) }),
      handler: async (caller, { query }) => {
        const agent = agentOf(caller);
        const mayPlay = caller.rights === '*' || caller.rights.includes('playRecordings');
        // A page asks right after a call has ended.
        await keeper.written();
        // One more than asked for tells whether there is a next page.
        const found = await keeper.store.sessions.list(caller.app, { ...query, agent, limit: query.limit + 1 });
        const page = found.slice(0, query.limit);
        const last = found.length > page.length ? page.at(-1) : undefined;
        return {
          calls: page.flatMap((session) =>
            partsOf(seenBy(caller, settings.current(caller.app), session), agent, mayPlay),
          ),
          next: last === undefined ? null : cursorOf(last),
        };
      },
    }),
  ];
}

function agentOf({ kind, actor }: Caller): Id {
  if (kind !== 'agent')
    throw new CallstationError(
      'forbidden',
      'This takes the token of an agent. With a key, ask for /v1/sessions?agent=.',
    );
  return actor.slice('agent:'.length);
}

/** An agent's parts of a session that are over, the last one first: who missed a call may have got it later. */
function partsOf({ engagements, recordings }: SessionRecord, agent: Id, mayPlay: boolean) {
  const whole = recordings.filter(({ state, deletedAt }) => mayPlay && state === 'done' && deletedAt === null);
  const sounds = whole.map(({ id, startedAt, ms }) => ({ id, startedAt, ms }));
  return engagements
    .filter((part) => part.agent === agent && part.endedAt !== null)
    .map((part) => shown(part, part.answeredAt === null ? [] : sounds))
    .reverse();
}

function shown(part: EngagementRow, recordings: readonly { id: Id; startedAt: number; ms: number }[]) {
  const { id, sessionId, role, direction, skillGroup, peer, offeredAt, answeredAt, endedAt, end } = part;
  const { ringMs, talkMs, holdMs, wrapMs, annotation, missed } = part;
  const course = { offeredAt, answeredAt, endedAt, end, ringMs, talkMs, holdMs, wrapMs };
  return {
    ...{ id, sessionId, role, direction, skillGroup, peer: { ...peer }, ...course, annotation, missed },
    recordings: [...recordings],
  };
}
