import { sampleEvent, sampleSession, sessionWrite } from './testing/samples.ts';
import type { Over } from './testing/store-rig.ts';
import type { WebhookEndpoint, WebhookEvent } from './webhooks.types.ts';

/** Endpoints, events and deliveries. */
export function webhookContract({ describe, it, expect, store }: Over): void {
  const endpoint = (id: string, more = {}): WebhookEndpoint => ({
    ...{ app: 'shop', id, url: `https://${id}.example/`, secret: 'whsec_x', types: ['session.ended'], enabled: true },
    ...{ format: null, createdAt: 1, updatedAt: 1 },
    ...more,
  });
  const at = sampleEvent().at;
  const tell = (events: Partial<WebhookEvent>[], to = ['one']) =>
    store().write(events.map((over) => ({ type: 'webhook', event: sampleEvent(over), to })));
  const due = async (now = at) => (await store().webhooks.due(now, 100)).map(({ event }) => event.id);

  describe('webhooks', () => {
    it('keeps endpoints', async () => {
      await store().webhooks.putEndpoint(endpoint('one'));
      await store().webhooks.putEndpoint(endpoint('two', { types: [], enabled: false, format: 'tccc' }));
      await store().webhooks.putEndpoint(endpoint('one', { url: 'https://new.example/', createdAt: 9, updatedAt: 9 }));
      expect(await store().webhooks.endpoints('shop')).toEqual([
        endpoint('one', { url: 'https://new.example/', updatedAt: 9 }),
        endpoint('two', { types: [], enabled: false, format: 'tccc' }),
      ]);
      expect(await store().webhooks.removeEndpoint('shop', 'one')).toBe(true);
      expect(await store().webhooks.removeEndpoint('shop', 'one')).toBe(false);
    });

    it('delivers an event once to each endpoint, also when it is written twice', async () => {
      await store().webhooks.putEndpoint(endpoint('one'));
      await store().webhooks.putEndpoint(endpoint('two', { format: 'ccsdk' }));
      await tell([{}], ['one', 'two']);
      await tell([{}], ['one', 'two']);
      const found = await store().webhooks.due(at, 100);
      expect(found.map(({ endpoint: { id, format } }) => `${id}: ${format}`).toSorted()).toEqual([
        'one: null',
        'two: ccsdk',
      ]);
      expect(found[0]?.event).toEqual(sampleEvent());
      expect(await due(at - 1)).toEqual([]);
      expect(await store().webhooks.nextDue(at - 1)).toBe(at);
      expect(await store().webhooks.nextDue(at)).toBeNull();
      const without = await store().webhooks.due(at, 100, [{ app: 'shop', id: 'one' }]);
      expect(without.map((one) => one.endpoint.id)).toEqual(['two']);
    });

    it('writes what is told of a session with it, or neither', async () => {
      await store().webhooks.putEndpoint(endpoint('one'));
      const told = { ...sessionWrite(sampleSession()), tell: [{ event: sampleEvent(), to: ['one'] }] };
      await store().write([told, told]);
      expect(await due()).toEqual(['e1']);
      expect(await store().sessions.get('shop', 's1')).not.toBeNull();
    });

    it('keeps the order within a session: the next one only when the one before is settled', async () => {
      await store().webhooks.putEndpoint(endpoint('one'));
      await tell([
        { id: 'e1', seq: 1 },
        { id: 'e2', seq: 2 },
        { id: 'f1', seq: 3, sessionId: 's2' },
        { id: 'g1', seq: 4, sessionId: null },
        { id: 'g2', seq: 5, sessionId: null },
      ]);
      expect(await due()).toEqual(['e1', 'f1', 'g1', 'g2']);
      const [first] = await store().webhooks.due(at, 1);
      if (first === undefined) throw new Error('nothing is due');
      const later = { ...first.delivery, attempts: 1, nextAt: at + 1000, status: 500, error: 'no' };
      await store().webhooks.settle(later);
      expect(await due()).toEqual(['f1', 'g1', 'g2']);
      expect(await store().webhooks.deliveries('shop', { eventId: 'e1' })).toEqual([later]);
      expect(await store().webhooks.nextDue(at)).toBe(at + 1000);
      await store().webhooks.settle({ ...later, state: 'delivered', status: 200, error: null });
      expect(await due()).toEqual(['e2', 'f1', 'g1', 'g2']);
    });

    it('waits while an endpoint is switched off, and can replay what was given up', async () => {
      await store().webhooks.putEndpoint(endpoint('one', { enabled: false }));
      await tell([
        { id: 'e1', seq: 1 },
        { id: 'e2', seq: 2 },
      ]);
      expect(await due()).toEqual([]);
      expect(await store().webhooks.nextDue(at - 1)).toBeNull();
      await store().webhooks.putEndpoint(endpoint('one'));
      for (const one of await store().webhooks.deliveries('shop'))
        await store().webhooks.settle({ ...one, state: 'dead' });
      expect(await due()).toEqual([]);
      expect(await store().webhooks.deliveries('shop', { state: 'dead', endpointId: 'one', limit: 1 })).toHaveLength(1);
      expect(await store().webhooks.replay('shop', 'one', { eventId: 'e2' }, at + 5)).toBe(1);
      expect(await due(at + 5)).toEqual(['e2']);
      expect(await store().webhooks.replay('shop', 'one', { dead: true }, at + 6)).toBe(1);
      expect(await due(at + 6)).toEqual(['e1']);
    });

    it('forgets old events with their deliveries', async () => {
      await store().webhooks.putEndpoint(endpoint('one'));
      await tell([{ id: 'e1' }, { id: 'e2', seq: 2, at: at + 10 }]);
      expect(await store().webhooks.prune('shop', at + 10, 0)).toBe(0);
      expect(await store().webhooks.prune('shop', at + 10)).toBe(1);
      expect(await store().webhooks.event('shop', 'e1')).toBeNull();
      expect(await store().webhooks.event('shop', 'e2')).toEqual(sampleEvent({ id: 'e2', seq: 2, at: at + 10 }));
      expect(await store().webhooks.deliveries('shop')).toHaveLength(1);
    });
  });
}
