import type { AgentStatus, EndReason } from '@callstation/core/model';
import { sql, type Kysely } from 'kysely';
import type { AgentActivity, EventStore, QueueEvent, QueueEventType } from '../events.types.ts';
import type { AgentActivityTable, QueueEventTable, Tables } from './tables.ts';
import { parse } from './text.ts';

const MOST = 100_000;

/** Makes the {@link EventStore} of a database. */
export function createEvents(db: Kysely<Tables>): EventStore {
  return {
    async agentActivity(app, { from, to, agent, after, limit = 1000 } = {}) {
      let query = db.selectFrom('agentActivity').selectAll().where('app', '=', app);
      if (from !== undefined) query = query.where('at', '>=', from);
      if (to !== undefined) query = query.where('at', '<', to);
      if (agent !== undefined) query = query.where('agent', '=', agent);
      if (after !== undefined) query = query.where(later(from ?? to, after));
      return (await query.orderBy('seq').limit(Math.min(limit, MOST)).execute()).map(toActivity);
    },
    async queueEvents(app, { from, to, agent, skillGroup, after, limit = 1000 } = {}) {
      let query = db.selectFrom('queueEvent').selectAll().where('app', '=', app);
      if (from !== undefined) query = query.where('at', '>=', from);
      if (to !== undefined) query = query.where('at', '<', to);
      if (agent !== undefined) query = query.where('agent', '=', agent);
      if (skillGroup !== undefined) query = query.where('skillGroup', '=', skillGroup);
      if (after !== undefined) query = query.where(later(from ?? to, after));
      return (await query.orderBy('seq').limit(Math.min(limit, MOST)).execute()).map(toQueueEvent);
    },
    agentStates: async (app, at) => (await lastBefore(db, app, at)).map(toActivity),
    lastSeq: () => lastSeq(db),
    async prune(app, before, limit = 1000) {
      let count = 0;
      for (const table of ['agentActivity', 'queueEvent'] as const) {
        const old = db.selectFrom(table).select('seq').where('app', '=', app).where('at', '<', before);
        const some = old.orderBy('at').limit(limit);
        const gone = db.deleteFrom(table).where('app', '=', app).where('seq', 'in', some);
        count += Number((await gone.executeTakeFirst()).numDeletedRows);
      }
      return count;
    },
  };
}

/** With a time a page is looked up by that alone: by its number, the database would read on to the last row there is. */
const later = (time: number | undefined, after: number) =>
  time === undefined ? sql<boolean>`seq > ${after}` : sql<boolean>`seq + 0 > ${after}`;

/** Agent by agent, each by a look into an index: all that ever happened would be too much to group. */
async function lastBefore(db: Kysely<Tables>, app: string, at: number): Promise<AgentActivityTable[]> {
  const agents = sql`with recursive who(agent) as (
    select min(agent) from agent_activity where app = ${app}
    union all
    select (select min(next.agent) from agent_activity next where next.app = ${app} and next.agent > who.agent)
    from who where who.agent is not null
  )`;
  const { rows } = await sql<AgentActivityTable>`${agents}
    select last.* from who join agent_activity last on last.app = ${app} and last.seq = (
      select seq from agent_activity one where one.app = ${app} and one.agent = who.agent and one.at < ${at}
      order by one.at desc, one.seq desc limit 1
    ) where who.agent is not null order by who.agent`.execute(db);
  return rows;
}

/** The highest number of both tables; 0 when they are empty. */
export async function lastSeq(db: Kysely<Tables>): Promise<number> {
  let highest = 0;
  for (const table of ['agentActivity', 'queueEvent'] as const) {
    const query = db.selectFrom(table).select((eb) => eb.fn.max('seq').as('seq'));
    highest = Math.max(highest, Number((await query.executeTakeFirst())?.seq ?? 0));
  }
  return highest;
}

/** The activity of a row. */
export function toActivity({ fromStatus, toStatus, load, ...same }: AgentActivityTable): AgentActivity {
  const none = { used: 0, max: 0 };
  return {
    ...same,
    from: fromStatus as AgentStatus,
    to: toStatus as AgentStatus,
    load: parse<AgentActivity['load'] | null>(load) ?? { voice: none, chat: none, video: none },
  };
}

function toQueueEvent({ type, reason, ...same }: QueueEventTable): QueueEvent {
  return { ...same, type: type as QueueEventType, reason: reason as EndReason | null };
}
