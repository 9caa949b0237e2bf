import { describe, expect, it } from 'vitest';
import type { Axis, RowInfo } from './call-axis.ts';
import { callEventKey } from './call-events.ts';
import { CALL_AXES, explainCall, reduceCall } from './call-table.ts';
import type { CallSnapshot } from './session.ts';
import { after, command, deepFreeze, EVENTS, eventsOf, HANGUP, NOW, offered, outgoing } from './testing.ts';

const axis = (name: Axis['name']): Axis => {
  const found = CALL_AXES.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no axis ${name}`);
  return found;
};

/** Both ways a call begins, with and without a queue behind it: a lost leg ends differently. */
const starts: readonly CallSnapshot[] = [
  offered(),
  offered({ context: { skillGroup: { id: 'g1', name: 'Sales' } } }),
  outgoing(),
  outgoing({ context: { skillGroup: { id: 'g1', name: 'Sales' } } }),
];

/** One snapshot for each combination of the named axes (and what their guards look at) that `events` lead to. */
function walk(from: readonly CallSnapshot[], axes: readonly Axis[], events = EVENTS): CallSnapshot[] {
  const keyOf = (call: CallSnapshot): string =>
    [
      ...axes.map(({ state }) => state(call)),
      call.context.skillGroup?.id,
      'leg' in call && call.leg.deadline !== undefined,
      'others' in call && call.others.length,
      call.phase === 'ended' && call.wrapUp !== null,
    ].join('|');
  const seen = new Map(from.map((call) => [keyOf(call), call]));
  for (const call of seen.values()) {
    for (const event of events) {
      const [next] = reduceCall(call, { ...event, at: NOW });
      if (!seen.has(keyOf(next))) seen.set(keyOf(next), next);
    }
  }
  return [...seen.values()];
}

/** Phase and leg together; then every other part on its own, for they are orthogonal: their product adds nothing. */
const course = walk(starts, [axis('phase'), axis('leg')]);
const sides = CALL_AXES.filter(({ name }) => name !== 'phase' && name !== 'leg');
const reached = [
  ...course,
  ...sides.flatMap((side) => {
    const events = EVENTS.filter((event) => side.rows.some(({ on }) => on === callEventKey(event)));
    return ['dialing', 'active'].flatMap((phase) => {
      const start = course.find((call) => call.phase === phase);
      return start ? walk([start], [side], events) : [];
    });
  }),
];

describe('every row', () => {
  const rows = CALL_AXES.flatMap(({ rows: own }) => own);
  const name = ({ axis: of, from, on, when, to }: RowInfo) =>
    `${of}: ${from} --${on}${when ? ` [${when}]` : ''}--> ${to}`;

  it.each(rows.map((row) => [name(row), row] as const))('%s', (_, row) => {
    const own = axis(row.axis);
    const hits = reached
      .filter((call) => own.state(call) === row.from)
      .flatMap((call) => eventsOf(row.on).map((event) => ({ call, event: { ...event, at: NOW } })))
      .filter(({ call, event }) => {
        const taken = explainCall(call, event)?.row;
        return taken?.axis === row.axis && taken.from === row.from && taken.when === row.when;
      });
    expect(hits.length).toBeGreaterThan(0);
    for (const { call, event } of hits.slice(0, 12)) {
      const [next, effects] = reduceCall(deepFreeze(call), deepFreeze(event));
      expect(own.state(next)).toBe(row.to);
      const { type, at: _at, ...carried } = event;
      expect(effects).toEqual([
        ...(row.orders ? [{ ...carried, type: 'order' }] : []),
        ...(row.dropsLeg ? [{ type: 'dropLeg' }] : []),
        ...row.announce.map((announced) => ({ type: 'announce', event: announced })),
      ]);
      expect(row.orders).toBe(type === 'command' && row.on !== 'command:complete');
      // The other axes stand still, unless the phase takes them away or makes them.
      if (next.phase !== call.phase) continue;
      for (const other of CALL_AXES) if (other !== own) expect(other.state(next)).toBe(other.state(call));
    }
  });

  it('is taken by one axis alone, but for the phase, which comes first', () => {
    const shared = new Set<string>();
    for (const call of reached) {
      for (const event of EVENTS) {
        const takers = CALL_AXES.filter((own) => own.find(call, { ...event, at: NOW })).map((own) => own.name);
        if (takers.length > 1) shared.add(`${call.phase} ${callEventKey(event)}: ${takers.join(', ')}`);
      }
    }
    expect([...shared]).toEqual(['connecting leg:flowing: phase, leg']);
  });
});

describe('the graph', () => {
  it.each(CALL_AXES.map((own) => [own.name, own] as const))('%s: every state is reached from a start', (_, own) => {
    const states = new Set(reached.map((call) => own.state(call)).filter((state) => state !== null));
    expect([...states].toSorted()).toEqual(own.states.toSorted());
  });

  it('every state can end, and every ended call can leave', () => {
    for (const call of reached) {
      const over = after(call, { type: 'ended', end: HANGUP, wrapUp: { deadline: null } });
      expect(over.phase).toBe('ended');
      const [, effects] = reduceCall(over, { ...command('complete'), at: NOW });
      expect(effects).toEqual([{ type: 'announce', event: 'sessionRemoved' }]);
    }
  });

  it('nothing leads out of ended', () => {
    const ended = reached.filter(({ phase }) => phase === 'ended');
    expect(ended.length).toBeGreaterThan(0);
    for (const call of ended) for (const event of EVENTS) expect(after(call, event).phase).toBe('ended');
  });

  it('every state that waits for the switch has a way on and a way back', () => {
    const waiting = [
      ['hold', 'holding', 'none', 'held'],
      ['hold', 'resuming', 'held', 'none'],
      ['mute', 'turningOn', 'off', 'on'],
      ['mute', 'turningOff', 'on', 'off'],
      ['camera', 'turningOn', 'off', 'on'],
      ['camera', 'turningOff', 'on', 'off'],
      ['consult', 'completing:transfer', 'active:consult', 'none'],
      ['consult', 'completing:conference', 'active:consult', 'none'],
    ] as const;
    for (const [name, state, back, on] of waiting) {
      const from = axis(name).rows.filter((row) => row.from === state);
      expect(from.some((row) => row.on.startsWith('failed:') && row.to === back)).toBe(true);
      expect(from.some((row) => !row.on.startsWith('failed:') && row.to === on)).toBe(true);
    }
  });
});

describe('an event without a row', () => {
  it('gives the identical snapshot and nothing to do, and has no explanation', () => {
    let count = 0;
    const wrong: unknown[] = [];
    for (const call of reached) {
      for (const event of EVENTS) {
        const stamped = { ...event, at: NOW };
        if (explainCall(call, stamped)) continue;
        const [next, effects] = reduceCall(call, stamped);
        if (next !== call || effects.length > 0) wrong.push([call, event]);
        count++;
      }
    }
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(100);
  });
});
