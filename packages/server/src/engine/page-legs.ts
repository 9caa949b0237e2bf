import type { End, Id } from '@callstation/core/model';
import type { Clock, Logger, Random } from '@callstation/core/ports';
import type { SwitchEvent, SwitchOrder } from '../switch/switch.ts';

/** News of a page's audio leg for the conversation that uses it. */
export type DeskNews = { page: Id; leg: Id } & (
  | { state: 'answered' | 'flowing' }
  | { state: 'lost' | 'failed'; end: End }
);

/** The audio legs of all pages: one per page, shared by all its calls, kept for a while after the last. */
export interface PageLegs {
  /** Gives `user` the leg of that page: the one that is up, at once, or a new one. The former user loses it untold. */
  take(page: Id, user: Id): void;
  /** `user` needs it no more; it lingers for the next call. */
  free(page: Id, user: Id, was: { gated: boolean; held: boolean }): void;
  /** The page is gone: its leg goes too, and nobody is told. */
  gone(page: Id): void;
  /** A switch event; true when it was about one of these legs. */
  heard(event: SwitchEvent): boolean;
  /** Drops all legs. */
  stop(): void;
}

interface PageLeg {
  page: Id;
  leg: Id;
  state: 'coming' | 'answered' | 'flowing';
  user: Id | null;
  cancelLinger: (() => void) | null;
  /** Settles when the last user's traces are off the leg. */
  clean: Promise<void>;
}

interface PageLegsOptions {
  clock: Clock;
  random: Random;
  logger: Logger;
  lingerMs: number;
  timeoutMs: number;
  /** Runs one order; rejects when it failed. */
  order(order: SwitchOrder): Promise<void>;
  tell(user: Id, news: DeskNews): void;
}

const OVER: End = { reason: 'localHangup', by: 'system' };
const MEDIA_LOST: End = { reason: 'networkLost', by: 'system' };

/** Makes the registry of {@link PageLegs}. */
export function createPageLegs(options: PageLegsOptions): PageLegs {
  const { clock, logger, order, tell } = options;
  const byPage = new Map<Id, PageLeg>();
  const byLeg = new Map<Id, PageLeg>();

  const forget = (entry: PageLeg): void => {
    entry.cancelLinger?.();
    byLeg.delete(entry.leg);
    if (byPage.get(entry.page) === entry) byPage.delete(entry.page);
  };
  const attempt = (asked: SwitchOrder): void => {
    order(asked).catch((error: unknown) =>
      logger.debug('page leg order failed', { order: asked[0], error: String(error) }),
    );
  };
  const cleanUp = async (leg: Id, was: { gated: boolean; held: boolean }): Promise<void> => {
    attempt(['leave', leg]);
    const rest: SwitchOrder[] = [
      ...(was.held ? [['unhold', leg] as const] : []),
      ...(was.gated ? [['gate', leg, false] as const] : []),
    ];
    await Promise.all(rest.map((asked) => order(asked).catch(() => {})));
  };
  const drop = (entry: PageLeg, end: End): void => {
    forget(entry);
    attempt(['hangup', entry.leg, end]);
  };
  const fail = (entry: PageLeg, end: End): void => {
    if (byLeg.get(entry.leg) !== entry) return;
    const state = entry.state === 'flowing' ? 'lost' : 'failed';
    forget(entry);
    if (entry.user !== null) tell(entry.user, { page: entry.page, leg: entry.leg, state, end });
  };
  const call = (page: Id, user: Id): void => {
    const leg = `page-${options.random.id()}`;
    const entry: PageLeg = { page, leg, state: 'coming', user, cancelLinger: null, clean: Promise.resolve() };
    byPage.set(page, entry);
    byLeg.set(leg, entry);
    const how = { timeoutMs: options.timeoutMs, earlyMedia: false, headers: { 'X-Callstation-Leg': leg } };
    order(['dial', leg, { page, media: 'audio' }, how]).then(
      // Freed while the switch was dialling: the hang-up went out before there was a leg, so again.
      () => void (byLeg.get(leg) !== entry && attempt(['hangup', leg, OVER])),
      () => fail(entry, { reason: 'unreachable', by: 'system' }),
    );
  };
  return {
    take(page, user) {
      const entry = byPage.get(page);
      if (entry === undefined) return call(page, user);
      entry.cancelLinger?.();
      entry.cancelLinger = null;
      entry.user = user;
      void entry.clean.then(() => {
        const { state, leg } = entry;
        if (entry.user === user && state !== 'coming' && byLeg.get(leg) === entry) tell(user, { page, leg, state });
      });
    },
    free(page, user, was) {
      const entry = byPage.get(page);
      if (entry === undefined || entry.user !== user) return;
      entry.user = null;
      if (entry.state !== 'flowing') return drop(entry, OVER);
      entry.clean = cleanUp(entry.leg, was);
      entry.cancelLinger = clock.after(options.lingerMs, () => drop(entry, OVER));
    },
    gone(page) {
      const entry = byPage.get(page);
      if (entry !== undefined) drop(entry, MEDIA_LOST);
    },
    heard(event) {
      const entry = 'leg' in event ? byLeg.get(event.leg) : undefined;
      if (entry === undefined) return false;
      if (event.type === 'ended') fail(entry, event.end);
      else if (event.type === 'mediaLost') {
        attempt(['hangup', entry.leg, MEDIA_LOST]);
        fail(entry, MEDIA_LOST);
      } else if (event.type === 'answered' || event.type === 'media') {
        const state = event.type === 'media' ? 'flowing' : 'answered';
        if (entry.state === 'flowing' || entry.state === state) return true;
        entry.state = state;
        if (entry.user !== null) tell(entry.user, { page: entry.page, leg: entry.leg, state });
      }
      return true;
    },
    stop() {
      for (const entry of byLeg.values()) drop(entry, OVER);
    },
  };
}
