import type { Over } from './framework.contract.ts';
import { eventually, pause } from './testing/eventually.ts';
import { callNumber, callPage, count, heard, HOW } from './testing/switch-rig.ts';

/** Calls on their way. */
export function dialContract({ describe, it, expect, rig }: Over): void {
  describe('dial and answer', () => {
    it('sends keys to a customer, in order, with pauses', async () => {
      const customer = await callNumber(rig(), 'customer');
      const started = performance.now();
      await Promise.all([rig().port.digits('customer', '12,*'), rig().port.digits('customer', '#a')]);
      expect(customer.digits).toBe('12*#A');
      expect(performance.now() - started).toBeGreaterThan(450);
    });

    it('tells ringing, lets early media through, then answered', async () => {
      rig().trunk.dialled = (customer) => {
        customer.leg.ring();
        customer.say(1000);
      };
      const phone = await callPage(rig(), 'page', 'p1');
      await rig().port.dial('customer', { trunk: rig().trunk.name, number: '10006' }, HOW);
      await rig().port.join('room', 'page');
      await rig().port.join('room', 'customer');
      await heard(rig(), 'ringing', 'customer');
      await heard(rig(), 'media', 'customer');
      await eventually('the announcement is heard', () => phone.leg.media.meter.has(1000));
      expect(count(rig(), 'answered', 'customer')).toBe(0);
      rig().trunk.customers[0]?.leg.answer();
      await heard(rig(), 'answered', 'customer');
    });

    it('waits for a page that is still registering', async () => {
      const phone = await rig().unregisteredPage('p1');
      await rig().port.dial('page', { page: 'p1', media: 'audio' }, HOW);
      await pause(100);
      expect(phone.legs.length).toBe(0);
      await phone.register();
      await heard(rig(), 'answered', 'page');
      expect(phone.leg.id).toBe('page');
    });

    it('gives up on a page that never registers', async () => {
      await rig().port.dial('page', { page: 'nobody', media: 'audio' }, { ...HOW, timeoutMs: 100 });
      expect((await heard(rig(), 'ended', 'page')).end).toMatchObject({ reason: 'unreachable', by: 'timer' });
    });

    it('ends a call nobody answers, and says so to the customer', async () => {
      rig().trunk.dialled = (customer) => customer.leg.ring();
      await rig().port.dial('customer', { trunk: rig().trunk.name, number: '10003' }, { ...HOW, timeoutMs: 100 });
      expect((await heard(rig(), 'ended', 'customer')).end).toMatchObject({ reason: 'noAnswer', by: 'timer' });
      expect(rig().trunk.customers[0]?.ended?.reason).toBe('noAnswer');
    });

    it('ends a call to a trunk that does not exist', async () => {
      await rig().port.dial('customer', { trunk: 'nowhere', number: '1' }, HOW);
      expect((await heard(rig(), 'ended', 'customer')).end.reason).toBe('invalidNumber');
    });

    it('announces a caller, and tells them when they are answered', async () => {
      const customer = rig().trunk.call('+8613800000001', '4000', { 'X-Skill-Group': 'sales' });
      const event = await heard(rig(), 'incoming', customer.leg.id);
      expect(event).toMatchObject({
        from: { trunk: rig().trunk.name, number: '+8613800000001' },
        to: '4000',
        headers: { 'X-Skill-Group': 'sales' },
      });
      await rig().port.ring(event.leg);
      expect(customer.answered).toBe(false);
      await rig().port.answer(event.leg);
      await rig().port.answer(event.leg);
      expect(customer.answered).toBe(true);
      await rig().port.hold(event.leg, 'default');
      await eventually('music', () => !customer.meter.silent(200));
    });
  });
}
