import type { AgentSnapshot, Id, Millis, SettableStatus } from '@callstation/core/model';
import type { Clock } from '@callstation/core/ports';
import type { CallerChoice } from '@callstation/core/protocol';
import type { Store } from '../store/store.ts';
import type { AppConfig } from './app-config.ts';
import type { CallerNumbers } from './caller-number.ts';
import type { Journal } from './journal.ts';

/** What the centre remembers over its own restart besides records. */
export interface Memory {
  /** Reads what the process before has left. Once, before anybody signs in. */
  load(source: Pick<Store, 'settings' | 'events'>, apps: readonly AppConfig[], numbers: CallerNumbers): Promise<void>;
  /** What an agent had chosen when the process before ended; null when that is too long ago, or was told before. */
  takeWanted(app: Id, agent: Id): SettableStatus | null;
  /** Keeps what an agent chooses; nothing where the choice is the same. */
  keepWanted(app: Id, from: AgentSnapshot, to: AgentSnapshot): void;
  /** Keeps which number the app shows from now on. */
  keepNumber(app: Id, choice: CallerChoice): void;
}

const WANTED = 'agentStatus';
const NUMBER = 'shownNumber';
const STATUSES: ReadonlySet<unknown> = new Set(['wrap-up', 'break', 'not-ready']);

/** Makes the {@link Memory}; `signedOutMs`: who is away for longer than this begins anew. Milliseconds. */
export function createMemory(options: { clock: Clock; journal: Journal; signedOutMs: number }): Memory {
  const { clock, journal, signedOutMs } = options;
  const left = new Map<string, { wanted: SettableStatus; until: Millis }>();
  const put = (app: Id, kind: string, id: Id, value: unknown): void =>
    journal.put({ type: 'setting', change: { app, kind, id, value, updatedAt: Math.round(clock.now()) } });
  return {
    async load({ settings, events }, apps, numbers) {
      for (const app of apps) {
        for (const { value } of await settings.list(app.id, NUMBER)) showAgain(app, numbers, value);
        const kept = new Map((await settings.list(app.id, WANTED)).map(({ id, value }) => [id, value]));
        // They were signed out when the process ended, cleanly or not.
        for (const { agent, at } of await events.agentStates(app.id, Math.round(clock.now()) + 1)) {
          const wanted = kept.get(agent);
          if (isWanted(wanted)) left.set(keyOf(app.id, agent), { wanted, until: at + signedOutMs });
        }
      }
    },
    takeWanted(app, agent) {
      const key = keyOf(app, agent);
      const found = left.get(key);
      left.delete(key);
      return found === undefined || found.until < clock.now() ? null : found.wanted;
    },
    keepWanted(app, { wanted: from }, { id, wanted: to }) {
      if (from.status === to.status && reasonOf(from) === reasonOf(to)) return;
      put(app, WANTED, id, to);
    },
    keepNumber: (app, choice) => put(app, NUMBER, 'default', choice),
  };
}

/** It may not be one of the centre's any more. */
function showAgain(app: AppConfig, numbers: CallerNumbers, choice: unknown): void {
  try {
    numbers.setDefault(app, choice as CallerChoice);
  } catch {
    // Then what the configuration says is shown.
  }
}

const keyOf = (app: Id, agent: Id): string => JSON.stringify([app, agent]);
const reasonOf = (wanted: SettableStatus): string | null => (wanted.status === 'break' ? wanted.reason : null);

/** Who was ready, or had gone, begins as usual. */
function isWanted(value: unknown): value is SettableStatus {
  if (typeof value !== 'object' || value === null || !('status' in value) || !STATUSES.has(value.status)) return false;
  return value.status !== 'break' || ('reason' in value && typeof value.reason === 'string');
}
