import type { Over } from './framework.contract.ts';
import { eventually } from './testing/eventually.ts';
import { BYE, heard, HOW, talk } from './testing/switch-rig.ts';

/** How calls end. */
export function endContract({ describe, it, expect, rig }: Over): void {
  describe('ends', () => {
    it('passes on how a customer ended the call', async () => {
      const { phone, customer } = await talk(rig());
      customer.hangup({ reason: 'remoteHangup', by: 'peer' });
      expect((await heard(rig(), 'ended', 'customer')).end).toEqual({ reason: 'remoteHangup', by: 'peer' });
      expect(phone.leg.over).toBe(false);
    });

    it('tells a customer that the centre hung up', async () => {
      const { customer } = await talk(rig());
      await rig().port.hangup('customer', BYE);
      expect(customer.ended).toEqual(BYE);
    });

    it('sends BYE to a page', async () => {
      const { phone } = await talk(rig());
      const { leg } = phone;
      await rig().port.hangup('page', BYE);
      await eventually('the page has the BYE', () => leg.over);
      await rig().port.hangup('page', BYE);
    });

    it('tells an agent who hung up from a page that went away', async () => {
      const { phone } = await talk(rig());
      await phone.bye('hangup');
      expect((await heard(rig(), 'ended', 'page')).end).toEqual({ reason: 'localHangup', by: 'agent' });
      await rig().port.dial('page2', { page: 'p1', media: 'audio' }, HOW);
      await heard(rig(), 'answered', 'page2');
      await phone.bye();
      expect((await heard(rig(), 'ended', 'page2')).end.reason).toBe('networkLost');
      await rig().port.dial('page3', { page: 'p1', media: 'audio' }, HOW);
      await heard(rig(), 'answered', 'page3');
      await phone.bye('hangup', phone.leg, 'call%201');
      expect(await heard(rig(), 'ended', 'page3')).toMatchObject({ end: { by: 'agent' }, session: 'call 1' });
    });

    it('hangs up a page that has not answered yet', async () => {
      const phone = await rig().page('p1');
      phone.manners = () => 'ignore';
      await rig().port.dial('page', { page: 'p1', media: 'audio' }, HOW);
      await eventually('the INVITE', () => phone.received.some((text) => text.startsWith('INVITE ')));
      await rig().port.hangup('page', BYE);
      await eventually('nothing is left', () => rig().idle());
    });

    it('drops the legs of a closed page', async () => {
      const { phone } = await talk(rig());
      const { leg } = phone;
      await rig().port.closePage('p1');
      await eventually('the page has the BYE', () => leg.over);
      await eventually('its socket is closed', () => !phone.open);
    });
  });
}
