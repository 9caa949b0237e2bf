import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEmbeddedRig, type EmbeddedRig } from '../../testing/embedded-rig.ts';
import { eventually, pause } from '../../testing/eventually.ts';
import { callPage, count, heard, HOW, talk } from '../../testing/switch-rig.ts';

let rig: EmbeddedRig;
beforeEach(async () => {
  rig = await createEmbeddedRig();
});
afterEach(async () => {
  await rig.stop();
  await eventually('nothing is left', () => rig.idle());
});

const invites = (texts: string[]): number => texts.filter((text) => text.startsWith('INVITE ')).length;

describe('a page leg', () => {
  it('names itself once in the INVITE and passes other headers on', async () => {
    const phone = await rig.page('p1');
    const headers = { 'X-Callstation-Leg': 'page', 'X-Skill': 'sales' };
    await rig.port.dial('page', { page: 'p1', media: 'audio' }, { ...HOW, headers });
    await heard(rig, 'answered', 'page');
    const invite = phone.received.find((text) => text.startsWith('INVITE ')) ?? '';
    expect(invite.match(/^X-Callstation-Leg: page\r$/gm)).toHaveLength(1);
    expect(invite).toContain('X-Skill: sales\r\n');
    expect(invite).toContain('a=setup:actpass');
  });

  it('has its media soon after the 200, though this page is a DTLS client that sleeps 100 ms first', async () => {
    const phone = await rig.page('p1');
    await rig.port.dial('page', { page: 'p1', media: 'audio' }, HOW);
    const { at: answeredAt } = await heard(rig, 'answered', 'page');
    phone.leg.media.say(0);
    const { at } = await heard(rig, 'media', 'page');
    expect(at - answeredAt).toBeLessThan(600);
  });

  it('is invited anew when the media does not come up, and the call goes on', async () => {
    const phone = await rig.page('p1');
    phone.manners = (invite) => (invite === 1 ? 'deaf' : 'answer');
    await rig.port.dial('page', { page: 'p1', media: 'audio' }, HOW);
    await eventually('a second INVITE', () => invites(phone.received) === 2);
    expect(phone.legs[0]?.over).toBe(true);
    await eventually('the second leg', () => phone.legs.length === 2 && phone.leg.media.state === 'connected');
    phone.leg.media.say(440);
    await heard(rig, 'media', 'page');
    expect(count(rig, 'answered', 'page')).toBe(1);
    expect(rig.port.debug().peerConnections).toBe(1);
  });

  it('ends when the media does not come up the second time either', async () => {
    const phone = await rig.page('p1');
    phone.manners = () => 'deaf';
    await rig.port.dial('page', { page: 'p1', media: 'audio' }, HOW);
    const { end } = await heard(rig, 'ended', 'page', 5000);
    expect(end).toMatchObject({ reason: 'networkLost', by: 'system' });
    expect(invites(phone.received)).toBe(2);
  });

  it('carries the customer to a page without a microphone', async () => {
    const phone = await rig.page('p1');
    await rig.port.dial('page', { page: 'p1', media: 'audio' }, HOW);
    const { at: answeredAt } = await heard(rig, 'answered', 'page');
    const { at } = await heard(rig, 'media', 'page');
    expect(at - answeredAt).toBeGreaterThan(900);
    expect(phone.leg.media.state).toBe('connected');
  });

  it('tells how a page refused', async () => {
    const phone = await rig.page('p1');
    phone.manners = () => 'refuse';
    await rig.port.dial('page', { page: 'p1', media: 'audio' }, HOW);
    expect((await heard(rig, 'ended', 'page')).end).toMatchObject({ reason: 'busy', cause: { sip: 486 } });
  });

  it('passes on keys: by INFO, and one per press by telephone-event', async () => {
    const phone = await callPage(rig, 'page', 'p1');
    expect(await phone.info('#')).toBe(200);
    phone.leg.media.press(5);
    phone.leg.media.press(11);
    const digits = (): string => rig.events.map((event) => (event.type === 'digit' ? event.digit : '')).join('');
    await eventually('all keys', () => digits() === '#5#');
    await pause(100);
    expect(digits()).toBe('#5#');
  });

  it('is lost, not ended, when the page vanishes without a word; the customer stays', async () => {
    const { phone, customer } = await talk(rig);
    await phone.vanish();
    await heard(rig, 'mediaLost', 'page', 3000);
    expect(count(rig, 'ended', 'page')).toBe(0);
    expect(customer.ended).toBeNull();
    await rig.port.closePage('p1');
    await eventually('its connection is closed', () => rig.port.debug().peerConnections === 0);
    expect(rig.port.debug()).toMatchObject({ legs: 1, pages: 0, rooms: 1 });
  });

  it('keeps nothing of a leg that is closed while it connects', async () => {
    const phone = await rig.page('p1');
    await rig.port.dial('a', { page: 'p1', media: 'audio' }, HOW);
    await rig.port.hangup('a', { reason: 'localHangup', by: 'system' });
    await rig.port.dial('b', { page: 'p1', media: 'audio' }, HOW);
    await eventually('an INVITE', () => invites(phone.received) > 0);
    await rig.port.hangup('b', { reason: 'localHangup', by: 'system' });
    await rig.port.dial('c', { page: 'p1', media: 'audio' }, HOW);
    await heard(rig, 'answered', 'c');
    await rig.port.closePage('p1');
    await eventually('nothing is left', () => rig.idle());
    await eventually('no leg stays at the page', () => phone.legs.every((leg) => leg.over) || !phone.open);
  });
});
