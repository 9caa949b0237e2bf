import { longestDip } from './testing/dips.ts';
import { eventually, pause } from './testing/eventually.ts';
import { BYE, callNumber, callPage, talk } from './testing/switch-rig.ts';
import type { Over } from './framework.contract.ts';

/** Legs that go from room to room, and legs that replace each other. */
export function moveContract({ describe, it, expect, rig }: Over): void {
  describe('moves', () => {
    it('takes a leg aside and back while the third party hears music', async () => {
      const { port } = rig();
      const { phone, customer } = await talk(rig());
      const { meter } = phone.leg.media;
      const consulted = await callNumber(rig(), 'consulted');
      phone.leg.media.say(440);
      customer.say(1000);
      consulted.say(1400);
      await eventually('the two hear each other', () => customer.meter.has(440) && meter.has(1000));
      await port.join('aside', 'consulted');
      await port.hold('customer', 'default');
      await port.join('aside', 'page');
      await eventually('the two aside', () => meter.has(1400) && consulted.meter.has(440) && !meter.has(1000));
      await eventually('music', () => !customer.meter.silent(300) && !customer.meter.has(440, 200));
      expect([consulted.meter.has(1000), customer.meter.has(1400, 200)]).toEqual([false, false]);
      await port.unhold('customer');
      await port.join('room', 'page');
      await eventually('the two again', () => customer.meter.has(440) && meter.has(1000) && !meter.has(1400));
      await eventually('nobody aside', () => consulted.meter.silent());
    });

    it('merges an aside room into the main one', async () => {
      const { port } = rig();
      const { phone, customer } = await talk(rig());
      const { meter } = phone.leg.media;
      const consulted = await callNumber(rig(), 'consulted');
      phone.leg.media.say(440);
      customer.say(1000);
      consulted.say(1400);
      await port.join('aside', 'consulted');
      await port.join('aside', 'page');
      await eventually('the two aside', () => meter.has(1400) && !meter.has(1000));
      await port.join('room', 'page');
      await port.join('room', 'consulted');
      await eventually('the page hears both', () => meter.has(1000) && meter.has(1400));
      await eventually('the customer hears both', () => customer.meter.has(440) && customer.meter.has(1400));
      await port.leave('page');
      await eventually('the two others', () => customer.meter.has(1400) && consulted.meter.has(1000));
      await eventually('without the page', () => meter.silent() && !customer.meter.has(440));
    });

    it('leaves and joins again', async () => {
      const { port } = rig();
      const { phone, customer } = await talk(rig());
      phone.leg.media.say(440);
      await eventually('the tone', () => customer.meter.has(440));
      await port.leave('page');
      await eventually('silence', () => customer.meter.silent());
      await port.join('room', 'page');
      await eventually('the tone again', () => customer.meter.has(440));
    });

    it('changes the agent’s leg without a dip: the fresh one joins, then the old one goes', async () => {
      const { port } = rig();
      const { phone, customer } = await talk(rig());
      const fresh = await callPage(rig(), 'fresh', 'p2');
      phone.leg.media.say(440);
      customer.say(1000);
      await eventually('the tones', () => customer.meter.has(440) && phone.leg.media.meter.has(1000));
      customer.meter.record();
      const old = phone.leg.media;
      const from = old.packets.length;
      await pause(150);
      await port.join('room', 'fresh');
      const freshFrom = fresh.leg.media.packets.length;
      fresh.leg.media.say(660);
      await eventually('the fresh leg is heard', () => customer.meter.has(660));
      const untilGone = old.played(from);
      await port.hangup('page', BYE);
      await eventually('the old leg is not', () => !customer.meter.has(440));
      await pause(150);
      expect(longestDip(customer.meter.recorded())).toBeLessThanOrEqual(20);
      expect(longestDip(untilGone)).toBeLessThanOrEqual(20);
      // The first packets bring the receiver's decoder up.
      expect(longestDip(fresh.leg.media.played(freshFrom + 3))).toBeLessThanOrEqual(20);
    });
  });
}
