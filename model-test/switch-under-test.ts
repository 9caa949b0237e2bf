import type { Id } from '@callstation/core/model';
import type { FakeClock } from '@callstation/testkit';
import { createFakeSwitch, type FakeLeg, type FakeSwitch } from '../packages/server/src/engine/testing/fake-switch.ts';
import type { Switch, SwitchEvent } from '../packages/server/src/switch/switch.ts';
import { createTapes, type Tapes } from './tapes.ts';

/** How pages take the centre's INVITE. `deaf`: not at all; `dumb`: with a dead microphone. */
export type PageManners = 'quick' | 'dumb' | 'deaf';

/** A fake switch whose events can be doubled and swapped, and whose far ends do something by themselves. */
export interface SwitchUnderTest {
  readonly port: Switch;
  readonly fake: FakeSwitch;
  manners: PageManners;
  /** Legs whose far end plays something before it answers. */
  readonly early: Set<Id>;
  /** Legs that have sent a packet. */
  readonly heard: Set<Id>;
  /** Orders that were told to fail, by name; what they were about is not judged by its sound any more. */
  readonly failed: string[];
  /** What is recorded. */
  readonly tapes: Tapes;
  /** Events are kept until {@link SwitchUnderTest.unleash}. */
  scramble(): void;
  /** Delivers what was kept, doubled and in an order made of `seed`. */
  unleash(seed: number): void;
  /** A live page leg, a live far end. */
  pageLegs(): FakeLeg[];
  farLegs(): FakeLeg[];
}

/** Makes one. */
export function createSwitchUnderTest(clock: FakeClock, isOpen: (page: Id) => boolean): SwitchUnderTest {
  const fake = createFakeSwitch({ clock, autoPages: false });
  const early = new Set<Id>();
  const heard = new Set<Id>();
  let kept: SwitchEvent[] | null = null;
  let sink: (event: SwitchEvent) => void = () => undefined;
  const deliver = (event: SwitchEvent): void => {
    if (event.type === 'media' && fake.legs.get(event.leg)?.answered === false) early.add(event.leg);
    if (event.type === 'media') heard.add(event.leg);
    // A leg that nobody has been told of has no other events, on any switch.
    if (kept === null || event.type === 'incoming') sink(event);
    else kept.push(event);
  };
  const tapes = createTapes(fake);
  const live = (leg: Id): boolean => fake.legs.get(leg)?.ended === false;
  const pick = (leg: Id, page: Id): void => {
    if (!live(leg) || !isOpen(page) || made.manners === 'deaf') return;
    fake.emit({ type: 'answered', leg });
    if (made.manners === 'quick') queueMicrotask(() => live(leg) && fake.emit({ type: 'media', leg }));
  };
  const port: Switch = {
    ...fake,
    ...tapes.orders,
    async start(to) {
      sink = to;
      return fake.start(deliver);
    },
    async dial(leg, to, options) {
      await fake.dial(leg, to, options);
      if ('page' in to) queueMicrotask(() => pick(leg, to.page));
      clock.after(options.timeoutMs, () => {
        if (fake.legs.get(leg)?.answered === false) fake.end(leg, { reason: 'noAnswer', by: 'timer' });
      });
    },
  };
  const made: SwitchUnderTest = {
    ...{ port, fake, early, heard, tapes, manners: 'quick', failed: [] },
    scramble: () => void (kept ??= []),
    unleash(seed) {
      const events = [...(kept ?? []), ...(kept ?? []).filter((_, at) => (seed >> (at % 5)) % 2 === 1)];
      kept = null;
      for (let turn = seed; events.length > 0; turn = (turn * 7 + 3) % 1009) {
        const [event] = events.splice(turn % events.length, 1);
        if (event !== undefined) sink(event);
      }
    },
    pageLegs: () => fake.live().filter(({ to }) => 'page' in to),
    farLegs: () => fake.live().filter(({ to }) => 'number' in to),
  };
  return made;
}
