import fc from 'fast-check';
import { settle } from '@callstation/testkit';
import { expect, it } from 'vitest';
import type { DeskAt } from '../domain/types.ts';
import { createDeskRig } from './testing/desk-rig.ts';

const PLACES: DeskAt[] = [{ page: 'p' }, { page: 'q' }, { phone: '1', trunk: 't', of: 'x' }];
const USERS = ['a', 'b', 'c'];

const place = fc.nat(PLACES.length - 1);
const user = fc.constantFrom(...USERS);
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('take' as const), place, user, focus: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('free' as const), place, user }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('gone' as const), place: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('drop' as const), place, by: fc.option(user) }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constantFrom('answered', 'media', 'mediaLost', 'ended'), leg: fc.nat(3) }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('dialled' as const), ok: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(1, 500, 1000) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('rest' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Who uses what, by the rules alone. */
class Model {
  readonly users = PLACES.map(() => new Set<string>());
  readonly focus: (string | null)[] = PLACES.map(() => null);
  take(at: number, who: string, focus: boolean): void {
    this.users[at]?.add(who);
    if (focus) this.focus[at] = who;
    else if (this.focus[at] === who) this.focus[at] = null;
  }
  free(at: number, who: string): void {
    this.users[at]?.delete(who);
    if (this.focus[at] === who) this.focus[at] = null;
  }
  over(at: number): string[] {
    const were = [...(this.users[at] ?? [])];
    this.users[at]?.clear();
    this.focus[at] = null;
    return were;
  }
}

/** The page, or the number, an endpoint or a place names. */
const keyOf = (at: object): unknown => ('page' in at ? at.page : 'phone' in at ? at.phone : Object(at).number);
const placeIndex = (at: DeskAt): number => PLACES.findIndex((one) => JSON.stringify(one) === JSON.stringify(at));

async function run(steps: Step[]): Promise<void> {
  const rig = createDeskRig();
  const dials = rig.slow();
  const model = new Model();
  /** The user each leg was last theirs by news, and when. */
  const owners = new Map<string, { user: string; orders: number }>();
  let read = 0;
  const judge = (): void => {
    const losses = new Map<number, string[]>();
    for (; read < rig.news.length; read++) {
      const news = rig.news[read];
      if (news === undefined) break;
      const at = placeIndex(news.at);
      expect(model.users[at]?.has(news.user), `${news.user} uses ${at}`).toBe(true);
      if (news.state === 'lost' || news.state === 'failed') {
        losses.set(at, [...(losses.get(at) ?? []), news.user]);
      } else if (news.state === 'shared') expect(model.focus[at]).not.toBe(news.user);
      else {
        expect(model.focus[at]).toBe(news.user);
        const former = owners.get(news.leg);
        if (former !== undefined && former.user !== news.user) {
          const since = rig.orders.slice(former.orders, news.orders).filter((order) => order[1] === news.leg);
          expect(since.map((order) => order[0])).toEqual(expect.arrayContaining(['leave', 'unhold', 'gate']));
        }
        owners.set(news.leg, { user: news.user, orders: news.orders });
      }
    }
    for (const [at, place] of PLACES.entries()) {
      const dial = rig.orders.findLast((order) => order[0] === 'dial' && keyOf(order[2]) === keyOf(place));
      const spare = losses.has(at) || model.users[at]?.size === 0;
      if (!spare) expect(rig.hangups(), `hung up though used`).not.toContain(dial?.[1]);
    }
    for (const [at, told] of losses) expect(told.toSorted()).toEqual(model.over(at).toSorted());
  };
  const dialled = (): string[] => rig.orders.flatMap((order) => (order[0] === 'dial' ? [order[1]] : []));
  for (const one of steps) {
    if (one.do === 'take') {
      model.take(one.place, one.user, one.focus);
      rig.legs.take(PLACES[one.place] as DeskAt, one.user, one.focus);
    } else if (one.do === 'free') {
      model.free(one.place, one.user);
      rig.legs.free(PLACES[one.place] as DeskAt, one.user);
    } else if (one.do === 'gone') {
      model.over(one.place);
      rig.legs.gone(one.place === 0 ? 'p' : 'q');
    } else if (one.do === 'drop') {
      if (one.by === null) model.over(one.place);
      else model.free(one.place, one.by);
      rig.legs.drop(PLACES[one.place] as DeskAt, one.by ?? undefined);
    } else if (one.do === 'dialled') {
      dials.settle(one.ok);
      await settle();
    } else if (one.do === 'wait') rig.clock.advance(one.ms);
    else if (one.do === 'rest') await settle();
    else {
      const leg = dialled().at(-1 - one.leg);
      if (leg === undefined || !rig.live.has(leg)) continue;
      if (one.do === 'ended') rig.end(leg, { reason: 'networkLost', by: 'system' });
      else rig.emit(one.do, leg);
    }
    judge();
  }
  await settle();
  judge();
  for (const at of PLACES) for (const who of USERS) rig.legs.free(at, who);
  while (dials.waiting > 0) dials.settle(true);
  await settle();
  await rig.clock.advanceAsync(1000);
  expect([...rig.live]).toEqual([]);
  expect(rig.clock.pending).toBe(0);
}

it('never has two focuses or a leg without use, and tells each user of each loss once, whatever happens', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 80 }), run), { numRuns: 400 });
  // Nothing here waits: it is as slow as the machine is busy.
}, 30_000);
