import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEmbeddedRig, type EmbeddedRig } from '../testing/embedded-rig.ts';
import { eventually, pause } from '../testing/eventually.ts';
import { heard, HOW, talk } from '../testing/switch-rig.ts';

const BYE = { reason: 'localHangup', by: 'system' } as const;

let rig: EmbeddedRig;
beforeEach(async () => {
  rig = await createEmbeddedRig();
});
afterEach(async () => {
  await rig.stop();
  await eventually('nothing is left', () => rig.idle());
});

describe('F20', () => {
  // From before the page has seen the INVITE to after its 200 is on its way.
  it.each([0, 1, 2, 4, 8, 16, 32])(
    'a hang-up %i ms after the INVITE, whatever crosses it, leaves no leg on either side',
    async (ms) => {
      const phone = await rig.page('p1');
      await rig.port.dial('leg', { page: 'p1', media: 'audio' }, HOW);
      await eventually('an INVITE', () => phone.received.some((text) => text.startsWith('INVITE ')));
      await pause(ms);
      await rig.port.hangup('leg', BYE);
      await eventually('no leg here', () => rig.port.debug().legs === 0 && rig.port.debug().peerConnections === 0);
      await eventually('no leg at the page', () => phone.legs.every((leg) => leg.over));
      // The page takes the next call as if nothing had been.
      await rig.port.dial('next', { page: 'p1', media: 'audio' }, HOW);
      await heard(rig, 'answered', 'next');
      await rig.port.hangup('next', BYE);
    },
  );
});

describe('F21', () => {
  it('a BYE that cannot reach the page ends the leg here at once', async () => {
    const { phone } = await talk(rig);
    phone.dropSocket();
    await rig.port.hangup('page', BYE);
    await eventually('no connection here', () => rig.port.debug().peerConnections === 0);
    expect(rig.port.debug().legs).toBe(1);
  });

  it('a page that vanishes with its BYE is noticed by its silence', async () => {
    const { phone, customer } = await talk(rig);
    await phone.vanish();
    await heard(rig, 'mediaLost', 'page', 3000);
    await rig.port.hangup('page', BYE);
    await eventually('no connection here', () => rig.port.debug().peerConnections === 0);
    expect(customer.ended).toBeNull();
  });
});
