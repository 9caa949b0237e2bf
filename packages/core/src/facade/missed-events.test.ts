import { createFakeBackend, fakeAgent, fakeOffer, fakeState, T0 } from '@callstation/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createWorkstation } from '../client/create-workstation.ts';
import type { Workstation, WorkstationSnapshot } from '../client/workstation.types.ts';
import { offeredCall, type AgentSnapshot, type CallSnapshot, type State } from '../model/index.ts';
import { missedEvents, type MissedEvent } from './missed-events.ts';

const offer = fakeOffer();
const peer = { id: 'p', role: 'customer', state: 'joined', number: '+4930123456' } as const;
const base = { ...offeredCall({ id: 's1', engagementId: 's1-e', kind: 'phone', peer, at: T0, deadline: null }) };
const leg = { state: 'flowing', at: { page: 'x' } } as const;
const active: CallSnapshot = {
  ...base,
  ...{ phase: 'active', answeredAt: T0 + 5, leg, mute: 'off', cameraOff: 'off', hold: 'none' },
  ...{ consult: { state: 'none' }, recording: 'off', others: [] },
};
const placed: CallSnapshot = { ...active, direction: 'out' };
const held: CallSnapshot = { ...active, hold: 'held' };
const ended: CallSnapshot = {
  ...base,
  ...{ phase: 'ended', endedAt: T0 + 9, answeredAt: T0 + 5, wrapUp: null },
  end: { reason: 'remoteHangup', by: 'peer' },
};

const onBreak = (agent: AgentSnapshot) => ({ ...agent, status: 'break' }) as AgentSnapshot;

/** Of the page `x`, which lost its connection. */
function snapshotOf(sessions: CallSnapshot[], leadPage = 'x'): WorkstationSnapshot {
  return {
    ...fakeState({ sessions, agent: fakeAgent('alice', { leadPage }) }),
    currentCallId: null,
    page: {
      ...{ pageId: 'x', sip: 'off', clockOffset: 40, visible: true, microphone: 'ok', output: 'ok' },
      ...{ volume: { microphone: 1, speaker: 1 }, media: {}, pending: {} },
      connection: { state: 'reconnecting', since: T0 + 100 },
    },
  };
}

interface Page {
  seat: Workstation;
  /** What was missed, of every reset so far. */
  missed: MissedEvent[];
  reset(changes: Partial<State>): void;
}

async function openPage(first: Partial<State> = {}): Promise<Page> {
  const backend = createFakeBackend({ state: fakeState(first) });
  const seat = createWorkstation({ backend });
  const missed: MissedEvent[] = [];
  seat.on('resynchronised', ({ previous, snapshot }) => missed.push(...missedEvents(previous, snapshot)));
  await seat.connect();
  return { seat, missed, reset: (changes) => backend.emit({ type: 'reset', state: fakeState(changes) }) };
}

const sessionsOf = (events: MissedEvent[]): unknown[] =>
  events.flatMap(({ name, event }) =>
    'agent' in event ? [] : [[name, event.previous?.phase ?? null, event.current?.phase ?? null]],
  );

describe('what a page missed', () => {
  it.each<[string, CallSnapshot[], CallSnapshot[], unknown[]]>([
    ['nothing', [active], [active], []],
    ['a call that began to ring', [], [offer], [['sessionOffered', null, 'offered']]],
    [
      'a call that was answered elsewhere',
      [offer],
      [{ ...active, engagementId: offer.engagementId }],
      [['sessionActive', 'offered', 'active']],
    ],
    [
      'a call from its first ring on',
      [],
      [active],
      [
        ['sessionOffered', null, 'active'],
        ['sessionActive', 'active', 'active'],
      ],
    ],
    [
      'a call that was placed',
      [],
      [placed],
      [
        ['sessionDialing', null, 'active'],
        ['sessionActive', 'active', 'active'],
      ],
    ],
    ['a hold', [active], [held], [['sessionChanged', 'active', 'active']]],
    ['an end that the centre knows', [active], [ended], [['sessionEnded', 'active', 'ended']]],
    [
      'an end that nobody saw',
      [active],
      [],
      [
        ['sessionEnded', 'active', 'ended'],
        ['sessionRemoved', 'ended', null],
      ],
    ],
    ['the end of what was over', [ended], [], [['sessionRemoved', 'ended', null]]],
    ['a call from its first ring to its end', [], [ended], []],
  ])('%s', async (_, before, after, events) => {
    const page = await openPage({ sessions: before });
    page.missed.length = 0;
    page.reset({ sessions: after });
    expect(sessionsOf(page.missed)).toEqual(events);
  });

  it('of a page that was only just opened: all the calls there are, and no change of its agent', async () => {
    const { missed } = await openPage({ sessions: [active] });
    expect(missed.map(({ name }) => name)).toEqual(['sessionOffered', 'sessionActive']);
  });

  it('ends a call that is gone when the connection was lost, by the clock of the centre', () => {
    const missed = missedEvents(snapshotOf([active, fakeOffer('s2')]), snapshotOf([]));
    expect(missed[0]).toMatchObject({
      name: 'sessionEnded',
      event: {
        session: { id: 's1', endedAt: T0 + 140, answeredAt: T0 + 5, end: { reason: 'networkLost', by: 'system' } },
      },
    });
    expect(missed[2]).toMatchObject({ event: { session: { id: 's2', phase: 'ended', endedAt: T0 + 140 } } });
    expect(missed[2]?.event).not.toHaveProperty('session.answeredAt');
    expect(missed[2]?.event).not.toHaveProperty('session.deadline');
  });

  it.each([
    ['x', 'other', true, false],
    ['other', 'x', false, true],
  ])(
    'tells an end where the call was told of, and all else where it is told now: %s, then %s',
    (was, is, led, leads) => {
      const before = snapshotOf([active, { ...active, engagementId: 'over' }], was);
      const missed = missedEvents(before, snapshotOf([{ ...ended, engagementId: 'over' }, fakeOffer('s2')], is));
      expect(missed.map(({ name, event }) => [name, event.lead])).toEqual([
        ['sessionEnded', led],
        ['sessionRemoved', led],
        ['sessionEnded', led],
        ['sessionOffered', leads],
        ['agentChanged', leads],
      ]);
    },
  );

  it('tells of another status of the agent, and of what else is known of them', async () => {
    const page = await openPage();
    page.reset({ agent: onBreak(fakeAgent()) });
    page.reset({ agent: onBreak(fakeAgent('alice', { name: 'Alice' })) });
    expect(page.missed.map(({ name }) => name)).toEqual(['agentStatusChanged', 'agentChanged']);
  });

  it('leads whoever counts from the state before to the one there is, whatever happened', async () => {
    const some = fc.constantFrom<CallSnapshot>(offer, active, placed, held, ended);
    const calls = fc.uniqueArray(fc.record({ call: some, id: fc.constantFrom('a', 'b', 'c') }), {
      selector: ({ id }) => id,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(calls, { maxLength: 8 }), async (states) => {
        const page = await openPage();
        const going = new Set<string>();
        const over = new Map<string, number>();
        for (const drawn of states) {
          const state = drawn.map(({ call, id }) => {
            const engagementId = `${id}${over.get(id) ?? 0}`;
            // What is over does not begin again.
            if (call.phase === 'ended') over.set(id, (over.get(id) ?? 0) + 1);
            return { ...call, id, engagementId };
          });
          page.missed.length = 0;
          page.reset({ sessions: state });
          for (const { name, event } of page.missed) {
            if ('agent' in event) continue;
            if (name === 'sessionOffered' || name === 'sessionDialing') going.add(event.session.id);
            if (name === 'sessionEnded') expect(going.delete(event.session.id)).toBe(true);
          }
          const there = state.filter(({ phase }) => phase !== 'ended').map(({ id }) => id);
          expect([...going].toSorted()).toEqual(there.toSorted());
        }
      }),
      { numRuns: 100 },
    );
  });
});
