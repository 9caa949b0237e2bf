import type { Over } from './framework.contract.ts';
import { eventually } from './testing/eventually.ts';
import { callNumber, callPage, talk } from './testing/switch-rig.ts';

/** Hold music and plays. */
export function holdContract({ describe, it, expect, rig }: Over): void {
  describe('hold and play', () => {
    it('plays music to a held customer, who hears and is heard by nobody', async () => {
      const { phone, customer } = await talk(rig());
      phone.leg.media.say(440);
      customer.say(1000);
      await eventually('the tone', () => phone.leg.media.meter.has(1000));
      await rig().port.hold('customer', 'default');
      await eventually('music without the page', () => !customer.meter.silent(300) && !customer.meter.has(440, 200));
      await eventually('the page hears nothing', () => phone.leg.media.meter.silent());
      await rig().port.unhold('customer');
      await eventually('both again', () => customer.meter.has(440) && phone.leg.media.meter.has(1000));
    });

    it('holds with silence when there is no music', async () => {
      const { phone, customer } = await talk(rig());
      phone.leg.media.say(440);
      await eventually('the tone', () => customer.meter.has(440));
      await rig().port.hold('customer', null);
      await eventually('silence', () => customer.meter.silent());
    });

    it('plays ringback to a page before anybody is in its room', async () => {
      const phone = await callPage(rig(), 'page', 'p1');
      await rig().port.join('room', 'page');
      await rig().port.play('ring', { room: 'room' }, { tone: 'ringback' }, true);
      await eventually('425 Hz', () => phone.leg.media.meter.has(425));
      await rig().port.stopPlay('ring');
      await eventually('silence', () => phone.leg.media.meter.silent());
    });

    it('tells once when a sound came to its end, and never for a loop', async () => {
      await callNumber(rig(), 'customer');
      await rig().port.play('once', { leg: 'customer' }, { tone: 'lost' }, false);
      await rig().port.play('loop', { leg: 'customer' }, { tone: 'lost' }, true);
      await eventually('played', () => rig().events.some((e) => e.type === 'played' && e.id === 'once'), 5000);
      expect(rig().events.filter((e) => e.type === 'played').length).toBe(1);
    });
  });
}
