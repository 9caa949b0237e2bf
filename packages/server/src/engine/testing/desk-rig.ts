import { createFakeClock, createFakeLogger, createFakeRandom, type FakeClock } from '@callstation/testkit';
import type { End, Id } from '@callstation/core/model';
import { CallstationError } from '@callstation/core/protocol';
import type { DeskNews } from '../../domain/types.ts';
import type { SwitchOrder } from '../../switch/switch.ts';
import { createDeskLegs } from '../desk-legs.ts';
import type { DeskLegs } from '../desk-legs.types.ts';

/** What a user of a desk leg was told, and how many orders had been given by then. */
type Told = DeskNews & { user: Id; orders: number };

/** Desk legs on a switch that does nothing but remember. */
export interface DeskRig {
  readonly clock: FakeClock;
  readonly legs: DeskLegs;
  readonly orders: SwitchOrder[];
  readonly news: Told[];
  /** Legs the switch has, or is dialling. */
  readonly live: Set<Id>;
  readonly hangups: () => Id[];
  emit(type: 'answered' | 'media' | 'mediaLost', leg: Id): boolean;
  end(leg: Id, end: End, session?: Id): boolean;
  /** From now on dials wait; the function settles the oldest. */
  slow(): { settle(ok: boolean): void; readonly waiting: number };
}

/** Makes a {@link DeskRig}: linger 1 s, pages 5 s, phones 60 s. */
export function createDeskRig(): DeskRig {
  const clock = createFakeClock();
  const orders: SwitchOrder[] = [];
  const news: Told[] = [];
  const live = new Set<Id>();
  const waiting: { settle(ok: boolean): void }[] = [];
  let isSlow = false;
  const dialled = async (leg: Id): Promise<void> => {
    if (isSlow) {
      const ok = await new Promise<boolean>((settle) => waiting.push({ settle }));
      if (!ok) throw new CallstationError('network');
    }
    live.add(leg);
  };
  const legs = createDeskLegs({
    ...{ clock, random: createFakeRandom(''), logger: createFakeLogger() },
    ...{ lingerMs: 1000, timeoutMs: 5000, phoneTimeoutMs: 60_000 },
    async order(order) {
      orders.push(order);
      if (order[0] === 'dial') await dialled(order[1]);
      if (order[0] === 'hangup') live.delete(order[1]);
    },
    tell: (user, item) => void news.push({ user, orders: orders.length, ...item }),
  });
  const hangups = (): Id[] => orders.flatMap((order) => (order[0] === 'hangup' ? [order[1]] : []));
  return {
    ...{ clock, legs, orders, news, live, hangups },
    emit: (type, leg) => legs.heard({ type, leg, at: clock.now() }),
    end(leg, end, session) {
      live.delete(leg);
      return legs.heard({ type: 'ended', leg, end, at: clock.now(), ...(session === undefined ? {} : { session }) });
    },
    slow() {
      isSlow = true;
      return {
        settle: (ok) => waiting.shift()?.settle(ok),
        get waiting() {
          return waiting.length;
        },
      };
    },
  };
}
