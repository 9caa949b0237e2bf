import fc from 'fast-check';
import { expect, it } from 'vitest';
import { beginInbound } from './inbound.ts';
import { conduct, conversationDeadline } from './conversation.ts';
import { planOf } from './plan.ts';
import type { Conversation, ConversationEvent, MenuNode, Terms } from './types.ts';

const terms: Terms = {
  ...{ recording: 'on-demand', announce: null },
  ...{ app: 'a', skillGroup: null, ringTimeoutMs: 1000, wrapUpMs: 0 },
  ...{ dialTimeoutMs: 1000, orphanAfterMs: 1000, avoidMs: 0 },
};
const group: Terms = { ...terms, skillGroup: { id: 'g', name: 'G' } };
const hours = { timeZone: 'UTC', weekly: [{ days: [1 as const], from: '00:00', to: '12:00' }] };
const KEYS = ['1', '2', '3'];

/** A node whose ways without a key lead to later nodes only, as the check of graphs wants it; keys lead anywhere. */
function nodeAt(at: number, count: number): fc.Arbitrary<MenuNode> {
  const id = `n${at}`;
  const any = fc.nat(count - 1).map((n) => `n${n}`);
  const end = fc.constantFrom<MenuNode>(
    { id, kind: 'group', terms: group },
    { id, kind: 'hangup', prompt: null },
    { id, kind: 'hangup', prompt: 'bye' },
    { id, kind: 'back', otherwise: null },
  );
  if (at === count - 1) return end;
  const later = fc.integer({ min: at + 1, max: count - 1 }).map((n) => `n${n}`);
  const choices = fc.dictionary(
    fc.constantFrom(...KEYS),
    any.map((go) => ({ label: 'x', go })),
    { minKeys: 1 },
  );
  const keys = fc.record({
    ...{ id: fc.constant(id), kind: fc.constant('keys' as const), prompt: fc.constant('p'), choices },
    ...{ wrongKey: fc.constantFrom('w', null), timeoutMs: fc.constant(1000), retries: fc.nat(3), otherwise: later },
  });
  const to = { trunk: 't', number: '1' };
  return fc.oneof(
    keys,
    keys,
    later.map((next): MenuNode => ({ id, kind: 'play', prompt: 'p', next })),
    fc.tuple(later, later).map(([open, closed]): MenuNode => ({ id, kind: 'hours', hours, open, closed })),
    later.map((otherwise): MenuNode => ({ id, kind: 'number', to, otherwise })),
    end,
  );
}

const graphs = fc
  .integer({ min: 1, max: 8 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => nodeAt(at, count))));
const acts = fc.array(fc.constantFrom('1', '2', '3', '9', 'played', 'due', 'busy', 'answered'), { maxLength: 30 });

/** Where the customer is: exactly one of these. */
function places(c: Conversation): string[] {
  const plan = planOf(c);
  const leg = plan.legs['leg'];
  const ears = Object.values(plan.sounds).filter(({ to }) => 'leg' in to && to.leg === 'leg');
  expect(ears.length).toBeLessThanOrEqual(1);
  if (c.menu !== null) expect(leg?.room).toBeNull();
  return [
    ...(c.over ? ['over'] : []),
    ...(c.menu !== null && !c.over ? ['menu'] : []),
    ...(c.queued ? ['queue'] : []),
    ...(leg?.room != null ? ['room'] : []),
  ];
}

it('has a customer of any menu in one place at a time, and leads who presses nothing to an end', () => {
  fc.assert(
    fc.property(graphs, acts, (nodes, story) => {
      let now = 0;
      const menu = { graph: { id: 'i', nodes: Object.fromEntries(nodes.map((node) => [node.id, node])) }, node: 'n0' };
      const start = { id: 'c', terms, leg: 'leg', from: '1', to: '2', trunk: 't', menu };
      let [c] = beginInbound(start, now);
      const does = (event: ConversationEvent): void => {
        [c] = conduct(c, event, now);
        expect(places(c)).toHaveLength(1);
      };
      const due = (): void => {
        now = Math.max(now, conversationDeadline(c) ?? now);
        does({ type: 'deadline' });
      };
      const guest = (type: 'ended' | 'answered'): void => {
        const leg = c.menu?.guest;
        if (typeof leg !== 'string') return;
        const event = type === 'ended' ? { type, leg, end: { reason: 'busy', by: 'peer' } as const } : { type, leg };
        does({ type: 'switch', event: { ...event, at: now } });
      };
      const played = (): void => {
        for (const [id, { once }] of Object.entries(c.sounds))
          if (once === true) does({ type: 'switch', event: { type: 'played', id, at: now } });
      };
      expect(places(c)).toHaveLength(1);
      for (const act of story) {
        if (act === 'due') due();
        else if (act === 'played') played();
        else if (act === 'busy') guest('ended');
        else if (act === 'answered') guest('answered');
        else does({ type: 'switch', event: { type: 'digit', leg: 'leg', digit: act, at: now } });
      }
      // Every node but a number ends by its own deadline; there are 8 nodes, each tried 4 times, each with two sounds.
      for (let step = 0; step < 100 && c.menu !== null; step++) {
        if (c.menu.guest === null) due();
        else guest('ended');
      }
      expect(c.menu).toBeNull();
    }),
    { numRuns: 200 },
  );
}, 60_000);
