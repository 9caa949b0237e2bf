import { createFakeClock, settle } from '@callstation/testkit';
import { CallstationError } from '@callstation/core/protocol';
import { describe, expect, it } from 'vitest';
import type { SwitchOrder } from '../switch/switch.ts';
import { runOrder } from './run-order.ts';
import { createFakeSwitch } from './testing/fake-switch.ts';

const DIAL: SwitchOrder = ['dial', 'leg', { trunk: 'simulator', number: '10001' }, { timeoutMs: 1, earlyMedia: true }];

describe('runOrder', () => {
  it.each<SwitchOrder>([
    DIAL,
    ['refer', 'leg', 'sip:x'],
    ['record', 'r', 'room', { left: ['leg'], right: [] }],
    ['pauseRecord', 'r', true],
    ['stopRecord', 'r'],
    ['stopPlay', 'p'],
    ['leave', 'leg'],
    ['hangup', 'leg', { reason: 'localHangup', by: 'agent' }],
  ])('hands %j to the switch as it is', async (...order) => {
    const clock = createFakeClock();
    const phone = createFakeSwitch({ clock });
    await runOrder(phone, order as unknown as SwitchOrder, clock, 1000);
    expect(phone.orders).toEqual([order]);
    expect(clock.pending).toBe(0);
  });
  it('rejects with the switch’s own error, whatever it threw', async () => {
    const clock = createFakeClock();
    const phone = createFakeSwitch({ clock });
    phone.fail('leave', 1, new CallstationError('notSupported'));
    await expect(runOrder(phone, ['leave', 'leg'], clock, 1000)).rejects.toMatchObject({ code: 'notSupported' });
    phone.leave = () => Promise.reject(new TypeError('bug'));
    await expect(runOrder(phone, ['leave', 'leg'], clock, 1000)).rejects.toMatchObject({ code: 'internal' });
  });
  it('hangs up a leg that comes up after it was given up', async () => {
    const clock = createFakeClock();
    const phone = createFakeSwitch({ clock });
    const release = phone.block('dial');
    const refused = expect(runOrder(phone, DIAL, clock, 1000)).rejects.toMatchObject({ code: 'timeout' });
    clock.advance(1000);
    await refused;
    release();
    await settle();
    expect(phone.live()).toEqual([]);
    expect(phone.legs.get('leg')?.ended).toBe(true);
  });
});
