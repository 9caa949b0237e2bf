import type { Id, Millis } from '@callstation/core/model';
import type { Clock } from '@callstation/core/ports';
import { createRouting, type Routing } from '../routing/routing.ts';
import type { Match, Standing, Strategy, Waiting } from '../routing/routing.types.ts';

/** Who waits for whom, over all apps. */
export interface Router {
  /** Puts a conversation in; it is offered within this call when somebody is free. */
  add(app: Id, waiting: Waiting): void;
  remove(conversation: Id): void;
  /** It rings at nobody any more. */
  settled(app: Id, conversation: Id): void;
  /** What has become of an agent of that app. */
  stand(app: Id, standing: Standing): void;
  /** 1: next to be served; null: does not wait. */
  position(conversation: Id): number | null;
  /** How many wait for a group, and since when the first. */
  waiting(app: Id, group: Id): { count: number; longestSince: Millis | null };
  stop(): void;
}

interface RouterOptions {
  clock: Clock;
  strategyOf(app: Id, group: Id): Strategy;
  /** Must make the agents unavailable before it returns. */
  offer(app: Id, match: Match): void;
  /** Was put in and nobody is free. */
  nobody(app: Id, waiting: Waiting): void;
}

interface Desk {
  routing: Routing;
  cancelAlarm: (() => void) | null;
}

/** Makes the {@link Router}: a {@link Routing} and its alarm for every app. */
export function createRouter({ clock, strategyOf, offer, nobody }: RouterOptions): Router {
  const desks = new Map<Id, Desk>();
  const apps = new Map<Id, Id>();
  let stopped = false;
  const deskOf = (app: Id): Desk => {
    const desk = desks.get(app) ?? { routing: createRouting((group) => strategyOf(app, group)), cancelAlarm: null };
    desks.set(app, desk);
    return desk;
  };
  const settle = (app: Id, desk: Desk, matches: Match[]): void => {
    for (const match of matches) {
      apps.delete(match.conversation);
      offer(app, match);
    }
    arm(app, desk);
  };
  const arm = (app: Id, desk: Desk): void => {
    desk.cancelAlarm?.();
    const at = stopped ? null : desk.routing.nextDue();
    const ring = (): void => settle(app, desk, desk.routing.due(clock.now()));
    desk.cancelAlarm = at === null ? null : clock.after(Math.max(0, at - clock.now()), ring);
  };
  return {
    add(app, waiting) {
      const desk = deskOf(app);
      apps.set(waiting.conversation, app);
      settle(app, desk, desk.routing.add(waiting, clock.now()));
      if (desk.routing.position(waiting.conversation) !== null) nobody(app, waiting);
    },
    remove(conversation) {
      const app = apps.get(conversation);
      if (app === undefined) return;
      apps.delete(conversation);
      const desk = deskOf(app);
      desk.routing.remove(conversation);
      arm(app, desk);
    },
    settled: (app, conversation) => desks.get(app)?.routing.settled(conversation),
    stand(app, standing) {
      if (stopped) return;
      const desk = deskOf(app);
      settle(app, desk, desk.routing.stand(standing, clock.now()));
    },
    position(conversation) {
      const app = apps.get(conversation);
      return app === undefined ? null : deskOf(app).routing.position(conversation);
    },
    waiting: (app, group) => deskOf(app).routing.waiting(group),
    stop() {
      stopped = true;
      for (const desk of desks.values()) desk.cancelAlarm?.();
      desks.clear();
    },
  };
}
