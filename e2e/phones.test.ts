import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { customer } from './harness/customer.ts';
import type { Desk } from './harness/desk.ts';
import { type Floor, humming, openFloor } from './harness/floor.ts';
import { legTo, PHONES, VOICES } from './harness/scene.ts';
import { until } from './harness/until.ts';

/** Alice's mobile, as the demo centre knows it. */
const MOBILE = '20001';
const BUSY_PHONE = '20005';
const DEAF_PHONE = '20006';
const DECLINED_PHONE = '20007';
const SHORT_PHONE = '20008';
/** A number where somebody picks up who hums their own voice. */
const GUEST = '+8613911110000';

let floor: Floor;
let alice: Desk;
beforeAll(async () => {
  floor = await openFloor([], PHONES);
  // Longer than any phone here takes, but for the one that nobody picks up.
  await floor.centre.ringFor('support', 6000);
});
afterAll(() => floor?.close());
beforeEach(async () => {
  alice = await floor.open('alice');
  await floor.script(GUEST, humming(VOICES.guest));
});
afterEach(async () => {
  await floor.quiet(alice);
  await alice.self('setPhone', { mode: 'page' });
  await floor.clear();
});

const gone = (id: string) =>
  until(
    'the far end to be over',
    async () => (await customer(floor.centre, id)).state === 'ended',
    () => customer(floor.centre, id),
  );
const keysAt = (id: string, digits: string) =>
  until(
    `the keys ${digits}`,
    async () => (await customer(floor.centre, id)).digits === digits,
    () => customer(floor.centre, id),
  );
const sitAt = (number: string) => alice.self('setPhone', { mode: 'phone', number });
const press = (phone: string, keys: string) => floor.centre.post(`/dev/customers/${phone}/press`, { keys });

/** Alice's mobile is picked up for a customer, and both are heard. */
async function talking() {
  await alice.self('setPhone', { mode: 'mobile' });
  const { id, customer: caller } = await floor.ring();
  const phone = (await legTo(floor.centre, MOBILE)).id;
  await alice.until('the call on the phone', (call) => call.id === id && call.phase === 'active');
  await floor.hear({ alice: [], [phone]: ['customer'], [caller]: [MOBILE] });
  return { id, caller, phone };
}
const isConsulting = (call: Awaited<ReturnType<Desk['until']>>): boolean =>
  call.phase === 'active' && call.consult.state === 'active';

describe('an agent at a phone', () => {
  it('holds, keys and swaps from the page what is heard at the phone; the microphone there is the phone’s own', async () => {
    const { id, caller, phone } = await talking();
    await expect(alice.call('mute', id)).rejects.toThrow('needsPage');
    await press(phone, '7');
    await keysAt(caller, '7');
    await alice.call('sendDigits', id, '42');
    await keysAt(caller, '742');
    await alice.call('hold', id);
    await floor.hear({ [phone]: [], [caller]: ['music'] });
    const second = await alice.call('dial', { to: GUEST });
    const guest = (await legTo(floor.centre, GUEST)).id;
    await floor.hear({ alice: [], [phone]: ['guest'], [guest]: [MOBILE], [caller]: ['music'] });
    expect((await floor.newest(MOBILE)).id).toBe(phone);
    await alice.call('swap', second.id);
    await floor.hear({ [phone]: ['customer'], [caller]: [MOBILE], [guest]: ['music'] });
    await press(phone, '#');
    await keysAt(caller, '742#');
    expect((await customer(floor.centre, guest)).digits).toBe('');
    await alice.call('hangup', second.id);
    await gone(guest);
    await floor.hear({ [phone]: ['customer'], [caller]: [MOBILE] });
    await alice.call('hangup', id);
    await gone(phone);
    await gone(caller);
  });

  it('consults a colleague, merges, and completes: the phone is let go', async () => {
    const { id, caller, phone } = await talking();
    const bob = await floor.open('bob');
    await alice.call('consult', id, { to: { agent: 'bob' } });
    await bob.until('the offer', ({ phase }) => phase === 'offered');
    await floor.hear({ [phone]: ['ringback'], [caller]: ['music'] });
    await bob.call('answer', id);
    await floor.hear({ [phone]: ['bob'], bob: [MOBILE], [caller]: ['music'] });
    await alice.call('swap', id);
    await floor.hear({ [phone]: ['customer'], [caller]: [MOBILE], bob: ['music'] });
    await alice.call('swap', id);
    await floor.hear({ [phone]: ['bob'], bob: [MOBILE], [caller]: ['music'] });
    await alice.call('merge', id);
    await floor.hear({ [phone]: ['bob', 'customer'], bob: [MOBILE, 'customer'], [caller]: [MOBILE, 'bob'] });
    await alice.call('completeTransfer', id);
    await gone(phone);
    await floor.hear({ bob: ['customer'], [caller]: ['bob'] });
    expect(await alice.ends()).toEqual(['transferred']);
  });

  it('consults a number, and cancels: the customer is back at the phone', async () => {
    const { id, caller, phone } = await talking();
    await alice.call('consult', id, { to: { number: GUEST } });
    const guest = (await legTo(floor.centre, GUEST)).id;
    await alice.until('the asked party', isConsulting);
    await floor.hear({ [phone]: ['guest'], [guest]: [MOBILE], [caller]: ['music'] });
    await press(phone, '9');
    await keysAt(guest, '9');
    await alice.call('cancelConsult', id);
    await gone(guest);
    await floor.hear({ [phone]: ['customer'], [caller]: [MOBILE] });
  });

  it('transfers blind to a colleague', async () => {
    const { id, caller, phone } = await talking();
    const bob = await floor.open('bob');
    await alice.call('transfer', id, { to: { agent: 'bob' } });
    await bob.until('the offer', ({ phase }) => phase === 'offered');
    await floor.hear({ [phone]: ['ringback'], [caller]: ['music'] });
    await bob.call('answer', id);
    await gone(phone);
    await floor.hear({ bob: ['customer'], [caller]: ['bob'] });
    expect(await alice.ends()).toEqual(['transferred']);
  });

  it('is consulted there, and is busy there while the receiver is up for a call on hold', async () => {
    const bob = await floor.open('bob');
    await alice.self('setStatus', { status: 'not-ready' });
    await alice.self('setPhone', { mode: 'mobile' });
    const { id, customer: caller } = await floor.answered(bob);
    await bob.call('consult', id, { to: { agent: 'alice' } });
    const phone = (await legTo(floor.centre, MOBILE)).id;
    await bob.until('alice', isConsulting);
    await floor.hear({ alice: [], bob: [MOBILE], [phone]: ['bob'], [caller]: ['music'] });
    await bob.call('completeTransfer', id);
    await floor.hear({ [phone]: ['customer'], [caller]: [MOBILE] });
    await alice.call('hold', id);
    const { id: other } = await bob.call('dialAgent', { agent: 'alice' });
    expect((await bob.log()).find((line) => line.id === other && line.end)?.end).toBe('busy');
    await floor.hear({ [phone]: [], [caller]: ['music'] });
    await alice.self('setStatus', { status: 'idle' });
  });

  it('dials: the phone first, then the number', async () => {
    await alice.self('setPhone', { mode: 'mobile' });
    const { id } = await alice.call('dial', { to: GUEST });
    const phone = (await legTo(floor.centre, MOBILE)).id;
    const guest = (await legTo(floor.centre, GUEST)).id;
    await floor.hear({ alice: [], [phone]: ['guest'], [guest]: [MOBILE] });
    await alice.call('hangup', id);
    await gone(phone);
    await gone(guest);
  });

  it('goes from page to phone and back between calls', async () => {
    const first = await floor.answered(alice);
    await floor.hear({ alice: ['customer'], [first.customer]: ['alice'] });
    await expect(alice.self('setPhone', { mode: 'mobile' })).rejects.toThrow('agentBusy');
    await alice.call('hangup', first.id);
    const { id, phone } = await talking();
    await alice.call('hangup', id);
    await gone(phone);
    await alice.self('setPhone', { mode: 'page' });
    const last = await floor.answered(alice);
    await floor.hear({ alice: ['customer'], [last.customer]: ['alice'] });
  });

  it('ends the call by putting the phone down', async () => {
    await sitAt(SHORT_PHONE);
    const { id, customer: caller } = await floor.ring();
    await alice.until('the call on the phone', (call) => call.id === id && call.phase === 'active');
    await gone(caller);
    expect(await alice.ends()).toEqual(['localHangup']);
  });

  it.each([
    ['is busy', BUSY_PHONE],
    ['is declined', DECLINED_PHONE],
    ['is not picked up', DEAF_PHONE],
  ])('whose phone %s loses the customer to a colleague', async (_, number) => {
    await sitAt(number);
    const { body } = await floor.centre.post('/dev/customers', {
      scenario: { steps: [{ do: 'answer' }, { do: 'tone', hz: VOICES.customer, ms: 3_600_000 }] },
    });
    const caller = (body as { id: string }).id;
    const bob = await floor.open('bob');
    const { id } = await bob.until('the offer', ({ phase }) => phase === 'offered');
    expect(await alice.ends()).toContain('requeued');
    await bob.call('answer', id);
    await floor.hear({ bob: ['customer'], [caller]: ['bob'] });
  });
});
