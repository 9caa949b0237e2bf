import type { Board, CallSnapshot, Id, Update } from '@callstation/core/model';
import type { Clock } from '@callstation/core/ports';
import type { Agents } from './agents.ts';
import type { AppConfig } from './app-config.ts';
import { type WholeBoard, viewOf, wholeBoard } from './board-view.ts';
import type { Identity, Seat, UpdateTarget } from './centre.ts';
import type { Router } from './router.ts';
import { scopeOf } from './scope.ts';
import type { ServiceLevels } from './service-levels.ts';

/** Who does what, and who waits, for the pages that asked. */
export interface BoardWatchers {
  watch(seat: Seat, on: boolean): void;
  /** The board as it is now, as far as somebody with those rights sees it. */
  view(app: Id, who: BoardViewer): Board;
  /** The page has gone. */
  gone(page: Id): void;
  stop(): void;
  /** Boards computed so far; one serves all watchers of an app. */
  readonly computed: number;
}

interface BoardOptions {
  clock: Clock;
  agents: Agents;
  router: Router;
  levels: ServiceLevels;
  appOf(id: Id): AppConfig;
  emit(to: UpdateTarget, update: Update): void;
  /** A call as pages of that app see it. */
  shown(app: AppConfig, call: CallSnapshot): CallSnapshot;
}

/** Who looks at the board. `page`: somebody from whom the app may keep numbers; else a back end of the app's own. */
export type BoardViewer = Pick<Identity, 'supervises' | 'rights'> & { page: boolean };

/** How often a board is sent. Milliseconds. */
export const BOARD_EVERY_MS = 500;

/** Makes the {@link BoardWatchers}; nothing is computed while nobody watches. */
export function createBoard(options: BoardOptions): BoardWatchers {
  return new LiveBoard(options);
}

class LiveBoard implements BoardWatchers {
  readonly #options: BoardOptions;
  readonly #watchers = new Map<Id, Seat>();
  #cancel: (() => void) | null = null;
  computed = 0;

  constructor(options: BoardOptions) {
    this.#options = options;
  }

  watch(seat: Seat, on: boolean): void {
    if (!on) return this.gone(seat.page);
    this.#watchers.set(seat.page, seat);
    this.#send([seat]);
    this.#cancel ??= this.#options.clock.after(BOARD_EVERY_MS, () => this.#tick());
  }

  view(app: Id, who: BoardViewer): Board {
    return viewOf(this.#compute(app, who.page), scopeOf(who), who.rights.includes('supervise'));
  }

  gone(page: Id): void {
    this.#watchers.delete(page);
    if (this.#watchers.size === 0) this.stop();
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#watchers.clear();
  }

  #tick(): void {
    this.#cancel = this.#options.clock.after(BOARD_EVERY_MS, () => this.#tick());
    this.#send([...this.#watchers.values()]);
  }

  #send(seats: readonly Seat[]): void {
    const boards = new Map<Id, WholeBoard>();
    const views = new Map<string, Update>();
    for (const seat of seats) {
      const { app, agent } = seat.identity;
      // What a newer token says counts on every page.
      const identity = this.#options.agents.find(app, agent)?.identity;
      if (identity === undefined || !identity.rights.includes('board')) {
        this.gone(seat.page);
        continue;
      }
      const scope = scopeOf(identity);
      const supervises = identity.rights.includes('supervise');
      const key = JSON.stringify([app, scope.key, supervises]);
      const board = boards.get(app) ?? this.#compute(app);
      boards.set(app, board);
      const view = views.get(key) ?? { type: 'signal', signal: { kind: 'board', ...viewOf(board, scope, supervises) } };
      views.set(key, view);
      this.#options.emit({ app, agent, page: seat.page }, view);
    }
  }

  #compute(id: Id, page = true): WholeBoard {
    this.computed += 1;
    const { clock, agents, router, levels, appOf } = this.#options;
    return wholeBoard(
      clock.now(),
      agents.of(id),
      (group) => {
        const { count: waiting, longestSince } = router.waiting(id, group);
        return { waiting, longestSince, serviceLevel: levels.of(id, group) };
      },
      appOf(id),
      (call) => (page ? this.#options.shown(appOf(id), call) : call),
    );
  }
}
