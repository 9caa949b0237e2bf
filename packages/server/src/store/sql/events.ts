import type { AgentStatus, EndReason } from '@callstation/core/model';
import type { Kysely } from 'kysely';
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
      if (after !== undefined) query = query.where('seq', '>', after);
      return (await query.orderBy('seq').limit(Math.min(limit, MOST)).execute()).map(toActivity);
    },
    async queueEvents(app, { from, to, agent, skillGroup, after, limit = 1000 } = {}) {
      let query = db.selectFrom('queueEvent').selectAll().where('app', '=', app);
      if (from !== undefined) query = query.where('at', '>=', from);
      if (to !== undefined) query = query.where('at', '<', to);
      if (agent !== undefined) query = query.where('agent', '=', agent);
      if (skillGroup !== undefined) query = query.where('skillGroup', '=', skillGroup);
      if (after !== undefined) query = query.where('seq', '>', after);
      return (await query.orderBy('seq').limit(Math.min(limit, MOST)).execute()).map(toQueueEvent);
    },
    async agentStates(app, at) {
      const last = db
        .selectFrom('agentActivity')
        .select((eb) => eb.fn.max('seq').as('seq'))
        .where('app', '=', app)
        .where('at', '<', at)
        .groupBy('agent');
      const rows = await db
        .selectFrom('agentActivity')
        .selectAll()
        .where('app', '=', app)
        .where('seq', 'in', last)
        .orderBy('agent')
        .execute();
      return rows.map(toActivity);
    },
    lastSeq: () => lastSeq(db),
    async prune(app, before) {
      const [activity, queue] = [
        await db.deleteFrom('agentActivity').where('app', '=', app).where('at', '<', before).executeTakeFirst(),
        await db.deleteFrom('queueEvent').where('app', '=', app).where('at', '<', before).executeTakeFirst(),
      ];
      return Number(activity.numDeletedRows) + Number(queue.numDeletedRows);
    },
  };
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
