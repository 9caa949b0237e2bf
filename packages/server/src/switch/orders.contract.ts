import type { Over } from './framework.contract.ts';
import { BYE, callNumber, HOW, talk } from './testing/switch-rig.ts';

/** Orders repeated, refused, impossible. */
export function orderContract({ describe, it, expect, rig, code }: Over): void {
  describe('orders', () => {
    it('does a repeated order once', async () => {
      const { customer } = await talk(rig());
      await rig().port.dial('customer', { trunk: rig().trunk.name, number: '10001' }, HOW);
      await rig().port.join('room', 'customer');
      await rig().port.play('p', { leg: 'customer' }, { tone: 'lost' }, true);
      await rig().port.play('p', { leg: 'customer' }, { tone: 'lost' }, true);
      await rig().port.stopPlay('p');
      await rig().port.stopPlay('p');
      await rig().port.leave('customer');
      await rig().port.leave('customer');
      await rig().port.hangup('customer', BYE);
      await rig().port.hangup('customer', BYE);
      await rig().port.dial('customer', { trunk: rig().trunk.name, number: '10001' }, HOW);
      expect(rig().trunk.customers).toEqual([customer]);
    });

    it('refuses orders for a leg it does not know', async () => {
      const { port } = rig();
      const unknown = [
        port.ring('x'),
        port.answer('x'),
        port.join('r', 'x'),
        port.hold('x', null),
        port.unhold('x'),
        port.gate('x', true),
        port.digits('x', '1'),
        port.tap('x', () => undefined),
        port.play('p', { leg: 'x' }, { tone: 'lost' }, false),
        port.play('p', { room: 'x' }, { tone: 'lost' }, false),
      ];
      expect(await Promise.all(unknown.map(code))).toEqual(unknown.map(() => 'notFound'));
    });

    it('refuses keys and header values that are none', async () => {
      await callNumber(rig(), 'customer');
      for (const digits of ['', '1x', '１', '1\r\n', '1'.repeat(65)])
        expect(await code(rig().port.digits('customer', digits))).toBe('invalidArgument');
      const headers = { 'X-A': 'b\r\nVia: evil' };
      const dial = rig().port.dial('page', { page: 'p1', media: 'audio' }, { ...HOW, headers });
      expect(await code(dial)).toBe('invalidArgument');
    });

    it('says what it cannot do', async () => {
      const { port } = rig();
      await callNumber(rig(), 'one');
      const refused: Promise<unknown>[] = [];
      if (!port.can.video) refused.push(port.dial('v', { page: 'p1', media: 'video' }, HOW));
      if (!port.can.refer) refused.push(port.refer('one', 'sip:x@y'));
      if (!port.can.record) refused.push(port.record('rec', 'r', { left: ['one'], right: [] }), port.stopRecord('rec'));
      if (!port.can.supervise) refused.push(port.supervise('one', 'two', 'listen'));
      expect(await Promise.all(refused.map(code))).toEqual(refused.map(() => 'notSupported'));
    });
  });
}
