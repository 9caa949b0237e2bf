import type { AgentSnapshot, Id, Millis, SettableStatus } from '@callstation/core/model';
import type { Clock } from '@callstation/core/ports';
import type { CallerChoice } from '@callstation/core/protocol';
import type { Store } from '../store/store.ts';
import type { AppConfig } from './app-config.ts';
import type { CallerNumbers } from './caller-number.ts';
import { dialHistory } from './dial-history.ts';
import type { DialGuard } from './dial-guard.ts';
import type { Journal } from './journal.ts';
import { lastParts } from './last-agents.ts';
import type { Preference } from './preference.ts';

/** Where it is read from. */
export type MemorySource = Pick<Store, 'settings' | 'events' | 'sessions'>;

/** Who is told of what was left. */
export interface Remembering {
  numbers: Pick<CallerNumbers, 'setDefault'>;
  guard: Pick<DialGuard, 'stop' | 'recall'>;
  preference: Pick<Preference, 'recall'>;
}

/** What the centre remembers over its own restart. */
export interface Memory {
  /** Reads what the process before has left. Once, before anybody signs in. */
  load(source: MemorySource, apps: readonly AppConfig[], to: Remembering): Promise<void>;
  /** What an agent had chosen when the process before ended; null when that is too long ago, or was told before. */
  takeWanted(app: Id, agent: Id): SettableStatus | null;
  /** Keeps what an agent chooses; nothing where the choice is the same. */
  keepWanted(app: Id, from: AgentSnapshot, to: AgentSnapshot): void;
  /** Keeps which number the app shows from now on. */
  keepNumber(app: Id, choice: CallerChoice): void;
  /** Keeps whether the app's calls to the outside are stopped. */
  keepStop(app: Id, stopped: boolean): void;
}

const WANTED = 'agentStatus';
const NUMBER = 'shownNumber';
const STOP = 'dialStop';
const STATUSES: ReadonlySet<unknown> = new Set(['wrap-up', 'break', 'not-ready']);

/** Makes the {@link Memory}; `signedOutMs`: who is away for longer than this begins anew. Milliseconds. */
export function createMemory(options: { clock: Clock; journal: Journal; signedOutMs: number }): Memory {
  const { clock, journal, signedOutMs } = options;
  const left = new Map<string, { wanted: SettableStatus; until: Millis }>();
  const put = (app: Id, kind: string, id: Id, value: unknown): void =>
    journal.put({ type: 'setting', change: { app, kind, id, value, updatedAt: Math.round(clock.now()) } });
  return {
    async load({ settings, events, sessions }, apps, { numbers, guard, preference }) {
      for (const app of apps) {
        if ((await settings.get(app.id, STOP, 'default'))?.value === true) guard.stop(app.id, true);
        guard.recall(app.id, await dialHistory(sessions, app, clock.now()));
        preference.recall(await lastParts(sessions, app, clock.now()));
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
    keepStop: (app, stopped) => put(app, STOP, 'default', stopped),
  };
}

/** It may not be one of the centre's any more. */
function showAgain(app: AppConfig, numbers: Remembering['numbers'], choice: unknown): void {
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
