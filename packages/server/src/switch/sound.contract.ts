import type { Over } from './framework.contract.ts';
import { eventually, pause } from './testing/eventually.ts';
import { callNumber, callPage, talk } from './testing/switch-rig.ts';

/** Tones from leg to leg. */
export function soundContract({ describe, it, expect, rig }: Over): void {
  describe('sound', () => {
    it('carries a tone from the page to the customer and one back', async () => {
      const { phone, customer } = await talk(rig());
      phone.leg.media.say(440);
      customer.say(1000);
      await eventually('the customer hears the page', () => customer.meter.has(440));
      await eventually('the page hears the customer', () => phone.leg.media.meter.has(1000));
      expect(customer.meter.has(1000)).toBe(false);
      expect(phone.leg.media.meter.has(440)).toBe(false);
    });

    it('carries tones between two pages', async () => {
      const first = await callPage(rig(), 'one', 'p1');
      const second = await callPage(rig(), 'two', 'p2');
      await Promise.all([rig().port.join('r', 'one'), rig().port.join('r', 'two')]);
      first.leg.media.say(440);
      second.leg.media.say(660);
      await eventually('the second hears the first', () => second.leg.media.meter.has(440));
      await eventually('the first hears the second', () => first.leg.media.meter.has(660));
    });

    it('carries tones between two customers', async () => {
      const first = await callNumber(rig(), 'one', '1');
      const second = await callNumber(rig(), 'two', '2');
      await Promise.all([rig().port.join('r', 'one'), rig().port.join('r', 'two')]);
      first.say(440);
      second.say(660);
      await eventually('both hear the other', () => second.meter.has(440) && first.meter.has(660));
    });

    it('lets nobody hear a gated leg, and lets it hear', async () => {
      const { phone, customer } = await talk(rig());
      phone.leg.media.say(440);
      customer.say(1000);
      await eventually('the tone', () => customer.meter.has(440));
      await rig().port.gate('page', true);
      await eventually('silence', () => customer.meter.silent());
      expect(customer.meter.last(200).length).toBeGreaterThan(1600);
      await eventually('the gated page hears', () => phone.leg.media.meter.has(1000));
      await rig().port.gate('page', false);
      await eventually('the tone again', () => customer.meter.has(440));
    });

    it('keeps one continuous stream to the page while sources change', async () => {
      const { phone, customer } = await talk(rig());
      customer.say(1000);
      await eventually('the tone', () => phone.leg.media.meter.has(1000));
      await rig().port.play('p', { leg: 'page' }, { tone: 'lost' }, true);
      await eventually('the low note', () => phone.leg.media.meter.has(300, 100));
      await rig().port.stopPlay('p');
      await eventually('the tone again', () => phone.leg.media.meter.has(1000));
      const { packets } = phone.leg.media;
      const steps = packets.slice(1).map((packet, i) => (packet.sequence - (packets[i]?.sequence ?? 0)) & 0xffff);
      expect(new Set(steps)).toEqual(new Set([1]));
      expect(new Set(packets.map((packet) => packet.ssrc)).size).toBe(1);
      for (const [i, packet] of packets.slice(1).entries()) {
        const before = packets[i];
        const ticks = (packet.timestamp - (before?.timestamp ?? 0)) >>> 0;
        expect(ticks).toBeGreaterThan(0);
        expect(Math.abs(ticks / 48 - (packet.at - (before?.at ?? 0)))).toBeLessThan(150);
      }
    });

    it('taps what a leg says, not what it hears, and nothing while it is gated', async () => {
      const { phone, customer } = await talk(rig());
      const tapped: Int16Array[] = [];
      const stop = await rig().port.tap('page', (frame) => tapped.push(frame));
      phone.leg.media.say(440);
      customer.say(1000);
      await eventually('frames', () => tapped.length > 10);
      expect(new Set(tapped.map((frame) => frame.length))).toEqual(new Set([320]));
      await rig().port.gate('page', true);
      await pause(60);
      const before = tapped.length;
      await pause(120);
      expect(tapped.length).toBe(before);
      await rig().port.gate('page', false);
      stop();
      await pause(60);
      expect(tapped.length).toBeLessThanOrEqual(before + 1);
    });
  });
}
