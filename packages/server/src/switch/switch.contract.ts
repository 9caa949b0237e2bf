import type * as Vitest from 'vitest';
import { CallstationError } from '@callstation/core/protocol';
import { eventually, pause } from './testing/eventually.ts';
import { BYE, callNumber, callPage, count, heard, HOW, talk, type SwitchRig } from './testing/switch-rig.ts';

type Framework = Pick<typeof Vitest, 'describe' | 'it' | 'expect' | 'beforeEach' | 'afterEach'>;

/** What every {@link Switch} must do. `make` starts a fresh one; the doubles play pages and customers with real sound. */
export function switchContract(name: string, make: () => Promise<SwitchRig>, framework: Framework): void {
  const { describe, beforeEach, afterEach, expect } = framework;
  describe(`switch contract: ${name}`, () => {
    let rig: SwitchRig;
    beforeEach(async () => {
      rig = await make();
    });
    afterEach(async () => {
      await rig.stop();
      await eventually('nothing is left over after stop', () => rig.idle());
    });
    const over = { ...framework, rig: () => rig, code: codeOf(expect) };
    soundContract(over);
    holdContract(over);
    dialContract(over);
    endContract(over);
    orderContract(over);
  });
}

type Over = Framework & { rig: () => SwitchRig; code: (run: Promise<unknown>) => Promise<string> };

function codeOf(expect: Framework['expect']): Over['code'] {
  return async (run) => {
    const error = await run.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(CallstationError);
    return error instanceof CallstationError ? error.code : '';
  };
}

function soundContract({ describe, it, expect, rig }: Over): void {
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

function holdContract({ describe, it, expect, rig }: Over): void {
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

function dialContract({ describe, it, expect, rig }: Over): void {
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

function endContract({ describe, it, expect, rig }: Over): void {
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

function orderContract({ describe, it, expect, rig, code }: Over): void {
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
      if (!port.can.record) refused.push(port.record('rec', 'r', 'one'), port.stopRecord('rec'));
      if (!port.can.mix) {
        await Promise.all([callNumber(rig(), 'two'), callNumber(rig(), 'three')]);
        await Promise.all([port.join('r', 'one'), port.join('r', 'two')]);
        refused.push(port.join('r', 'three'), port.supervise('three', 'one', 'listen'));
      }
      expect(await Promise.all(refused.map(code))).toEqual(refused.map(() => 'notSupported'));
    });
  });
}
