import type { Id } from '@callstation/core/model';
import type { SwitchOrder } from '../switch/switch.ts';
import { all, see, set, stay } from './step.ts';
import type { Conversation, Move, Placed, Placement } from './types.ts';

/** A leg nobody has been told anything about. */
export const NOWHERE: Placement = { room: null, held: false, gated: false, supervises: null };

/** Whether two placements are the same. */
export function isEqual(a: Placement, b: Placement): boolean {
  return a.room === b.room && a.held === b.held && a.gated === b.gated && isSameWatch(a.supervises, b.supervises);
}

/** Whether both are with the same leg in the same way, or with none. */
export function isSameWatch(a: Placement['supervises'], b: Placement['supervises']): boolean {
  return a?.target === b?.target && a?.mode === b?.mode;
}

/** The switch has done it. */
export function orderDone(asked: SwitchOrder): Move {
  const change = changeOf(asked);
  if (change === null) return all();
  const [leg, to] = change;
  return (c) => {
    const placed = c.placed[leg];
    if (placed === undefined) return [c, []];
    // The order names no room: it is the one the target was in, as was planned.
    const where = asked[0] === 'supervise' ? { room: placed.want.room } : {};
    const is = { ...placed.is, ...to, ...where };
    if (isEqual(is, placed.is)) return [c, []];
    const { again, ...rest } = placed;
    const still = again && is.held ? { again } : {};
    return [{ ...c, placed: { ...c.placed, [leg]: { ...rest, ...still, is } } }, []];
  };
}

/** The leg an order is about, and what becomes of it. */
export function changeOf(asked: SwitchOrder): readonly [Id, Partial<Placement>] | null {
  switch (asked[0]) {
    case 'gate':
      return [asked[1], { gated: asked[2] }];
    case 'hold':
      return [asked[1], { held: true }];
    case 'unhold':
      return [asked[1], { held: false }];
    case 'leave':
      return [asked[1], { room: null, supervises: null }];
    case 'join':
      return [asked[2], { room: asked[1], supervises: null }];
    case 'supervise':
      return [asked[1], { supervises: { target: asked[2], mode: asked[3] } }];
    default:
      return null;
  }
}

/** The leg is as it was: the switch would not. */
export function undone(asked: SwitchOrder): Move {
  const change = changeOf(asked);
  if (change === null) return all();
  const [leg, to] = change;
  return (c) => {
    const placed = c.placed[leg];
    if (placed === undefined) return [c, []];
    const back = Object.fromEntries(Object.keys(to).map((key) => [key, placed.is[key as keyof Placement]]));
    return [{ ...c, placed: { ...c.placed, [leg]: { ...placed, want: { ...placed.want, ...back } } } }, []];
  };
}

/** Whoever has nobody waiting for it hears music until it works: asked once more, but not for ever. */
export function askAgain(asked: Extract<SwitchOrder, readonly ['unhold', ...unknown[]]>): Move {
  const [, leg] = asked;
  return see((c) => {
    const placed = c.placed[leg];
    if (placed === undefined) return stay;
    const { again, ...settled } = placed;
    const mark = (next: Placed): Move => set({ placed: { ...c.placed, [leg]: next } });
    return again ? all(mark(settled), orderDone(asked)) : all(mark({ ...placed, again: true }), undone(asked));
  });
}

/** A leg that is gone, or somebody else's now: nothing more is ordered about it. */
export function forget(leg: Id | null): Move {
  return (c) => {
    if (leg === null) return [c, []];
    const { [leg]: gone, ...placed } = c.placed;
    const own = Object.entries(c.sounds).filter(([, { to }]) => 'leg' in to && to.leg === leg);
    if (gone === undefined && own.length === 0) return [c, []];
    const sounds = Object.fromEntries(Object.entries(c.sounds).filter(([id]) => !own.some(([other]) => other === id)));
    // The leg may live on, for another call, where nobody knows of what is played to it here.
    return [{ ...c, placed, sounds }, own.map(([, { play }]) => ({ type: 'switch', order: ['stopPlay', play] }))];
  };
}

/** Whether everything that was ordered is done; supervisors are waited for by nobody. */
export function isSettled(c: Conversation): boolean {
  return Object.values(c.placed).every(({ want, is }) => want.supervises !== null || isEqual(want, is));
}
