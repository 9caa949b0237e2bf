import type { CallEffect, CallEventKey, CallOrder, StampedCallEvent } from './call-events.ts';
import { callEventKey } from './call-events.ts';
import type { DomainEventName } from './events.ts';
import type { CallSnapshot } from './session.ts';

/** One row: in this state, on this event (and if `when` holds), go there and have these things done. */
export interface Row<C, S extends string> {
  readonly to: S;
  /** The guard, named for the diagrams. Without one the row always applies. */
  readonly when?: { readonly name: string; readonly test: (call: C, event: StampedCallEvent) => boolean };
  /** Hand the command on to whoever carries it out. */
  readonly orders?: true;
  readonly dropsLeg?: true;
  readonly announce?: readonly DomainEventName[];
}

/** State to event to rows; the first row whose guard holds is taken. */
export type AxisTable<C, S extends string> = Readonly<
  Record<S, Readonly<Partial<Record<CallEventKey, Row<C, S> | readonly Row<C, S>[]>>>>
>;

/** The names of the orthogonal parts of a call. */
export type AxisName =
  | 'phase'
  | 'hold'
  | 'mute'
  | 'camera'
  | 'consult'
  | 'recording'
  | 'leg'
  | 'others'
  | 'orders'
  | 'facts';

/** One row as plain data: for diagrams, graph walks and traces. */
export interface RowInfo {
  axis: AxisName;
  from: string;
  on: CallEventKey;
  when?: string;
  to: string;
  orders: boolean;
  dropsLeg: boolean;
  announce: readonly DomainEventName[];
}

/** A row that applies, with what it leads to. */
export interface CallStep {
  row: RowInfo;
  next: CallSnapshot;
  effects: readonly CallEffect[];
}

/** One orthogonal part of a call, moved by its own table. */
export interface Axis {
  readonly name: AxisName;
  readonly states: readonly string[];
  readonly rows: readonly RowInfo[];
  /** The state of this part; null where the phase has no such part. */
  state(call: CallSnapshot): string | null;
  /** The step for this event; null where the table has no row. */
  find(call: CallSnapshot, event: StampedCallEvent): CallStep | null;
}

interface AxisSpec<C extends CallSnapshot, S extends string> {
  name: AxisName;
  table: AxisTable<C, S>;
  /** Whether the call, in its phase, has this part. */
  has(call: CallSnapshot): call is C;
  read(call: C): S;
  /** The call with this part in state `to`; must return the same object when nothing changes. */
  write(call: C, to: S, event: StampedCallEvent): CallSnapshot;
}

/** Makes an axis of a table; the types of its states end here. */
export function defineAxis<C extends CallSnapshot, S extends string>(spec: AxisSpec<C, S>): Axis {
  const states = Object.keys(spec.table) as S[];
  const rowsAt = (from: S, on: CallEventKey): readonly Row<C, S>[] => {
    const found = spec.table[from][on];
    return found === undefined ? [] : isList(found) ? found : [found];
  };
  const info = (from: S, on: CallEventKey, row: Row<C, S>): RowInfo => ({
    axis: spec.name,
    from,
    on,
    ...(row.when ? { when: row.when.name } : {}),
    to: row.to,
    orders: row.orders === true,
    dropsLeg: row.dropsLeg === true,
    announce: row.announce ?? [],
  });
  return {
    name: spec.name,
    states,
    rows: states.flatMap((from) =>
      (Object.keys(spec.table[from]) as CallEventKey[]).flatMap((on) =>
        rowsAt(from, on).map((row) => info(from, on, row)),
      ),
    ),
    state: (call) => (spec.has(call) ? spec.read(call) : null),
    find(call, event) {
      if (!spec.has(call)) return null;
      const from = spec.read(call);
      const on = callEventKey(event);
      const row = rowsAt(from, on).find(({ when }) => !when || when.test(call, event));
      if (!row) return null;
      return { row: info(from, on, row), next: spec.write(call, row.to, event), effects: effectsOf(row, event) };
    },
  };
}

function effectsOf<C, S extends string>(row: Row<C, S>, event: StampedCallEvent): readonly CallEffect[] {
  const effects: CallEffect[] = [];
  if (row.orders && event.type === 'command') {
    const { verb, args, page } = event;
    // A command and its order have the same pairs of verb and arguments; a union hides that from the compiler.
    effects.push({ type: 'order', verb, args, ...(page === undefined ? {} : { page }) } as CallOrder);
  }
  if (row.dropsLeg) effects.push({ type: 'dropLeg' });
  for (const name of row.announce ?? []) effects.push({ type: 'announce', event: name });
  return effects;
}

function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}
