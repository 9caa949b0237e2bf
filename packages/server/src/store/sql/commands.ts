import type { Kysely } from 'kysely';
import type { CommandAnswer, CommandStore } from '../store.ts';
import type { Tables } from './tables.ts';
import { parse } from './text.ts';

/** Makes the {@link CommandStore} of a database. */
export function createCommands(db: Kysely<Tables>): CommandStore {
  return {
    async of(app, agent, now) {
      const rows = await db
        .selectFrom('command')
        .selectAll()
        .where('app', '=', app)
        .where('agent', '=', agent)
        .where('expiresAt', '>', now)
        .orderBy('expiresAt')
        .orderBy('commandId')
        .execute();
      return rows.map(({ answer, ...same }) => ({
        ...same,
        answer: parse<CommandAnswer['answer'] | null>(answer) ?? { result: null },
      }));
    },
    async forget(now) {
      await db.deleteFrom('command').where('expiresAt', '<=', now).execute();
    },
  };
}
