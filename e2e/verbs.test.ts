import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { customer } from './harness/customer.ts';
import type { Desk } from './harness/desk.ts';
import { type Floor, humming, openFloor } from './harness/floor.ts';
import { legTo, VOICES } from './harness/scene.ts';
import { until } from './harness/until.ts';

/** A number where somebody picks up who hums their own voice. */
const GUEST = '+8613911110000';
const BUSY = '10002';
const DECLINES = '10004';

let floor: Floor;
let alice: Desk;
beforeAll(async () => {
  floor = await openFloor();
});
afterAll(() => floor?.close());
beforeEach(async () => {
  alice = await floor.open('alice');
  await floor.script(GUEST, humming(VOICES.guest));
});
afterEach(() => floor.clear());

/** A customer in a call with alice, both heard. */
async function talking() {
  const call = await floor.answered(alice);
  await floor.hear({ alice: ['customer'], [call.customer]: ['alice'] });
  return call;
}
const consulting = ({ consult }: { consult: { state: string } }): boolean => consult.state === 'active';
const isConsulting = (call: Awaited<ReturnType<Desk['until']>>): boolean => call.phase === 'active' && consulting(call);
const isBack = (call: Awaited<ReturnType<Desk['until']>>): boolean =>
  call.phase === 'active' && call.consult.state === 'none';
const others = (call: Awaited<ReturnType<Desk['until']>>): string[] =>
  call.phase === 'active' ? call.others.map(({ id }) => id) : [];
const gone = (id: string) =>
  until(
    'the far end to be over',
    async () => (await customer(floor.centre, id)).state === 'ended',
    () => customer(floor.centre, id),
  );

describe('hold', () => {
  it('gives the customer music, silence to the agent, and both each other again', async () => {
    const { id, customer: caller } = await talking();
    await alice.call('hold', id);
    await floor.hear({ alice: [], [caller]: ['music'] });
    await alice.call('resume', id);
    await floor.hear({ alice: ['customer'], [caller]: ['alice'] });
  });
});

describe('a consult with a number', () => {
  async function asked() {
    const { id, customer: caller } = await talking();
    await alice.call('consult', id, { to: { number: GUEST } });
    const guest = (await legTo(floor.centre, GUEST)).id;
    await alice.until('the asked party', isConsulting);
    await floor.hear({ alice: ['guest'], [guest]: ['alice'], [caller]: ['music'] });
    return { id, caller, guest };
  }

  it('rings back to the agent while the customer hears music', async () => {
    await floor.script(GUEST, humming(VOICES.guest, 4000));
    const { id, customer: caller } = await talking();
    await alice.call('consult', id, { to: { number: GUEST } });
    await floor.hear({ alice: ['ringback'], [caller]: ['music'] });
    await alice.call('cancelConsult', id);
    await floor.hear({ alice: ['customer'], [caller]: ['alice'] });
    await gone((await floor.newest(GUEST)).id);
  });

  it('swaps between the two', async () => {
    const { id, caller, guest } = await asked();
    await alice.call('swap', id);
    await floor.hear({ alice: ['customer'], [caller]: ['alice'], [guest]: ['music'] });
    await alice.call('swap', id);
    await floor.hear({ alice: ['guest'], [guest]: ['alice'], [caller]: ['music'] });
  });

  it('merged, lets all three hear the two others, and goes on without the agent', async () => {
    const { id, caller, guest } = await asked();
    await alice.call('merge', id);
    await floor.hear({ alice: ['customer', 'guest'], [guest]: ['alice', 'customer'], [caller]: ['alice', 'guest'] });
    await alice.call('leave', id);
    await floor.hear({ alice: [], [guest]: ['customer'], [caller]: ['guest'] });
    expect(await alice.ends()).toEqual(['localHangup']);
  });

  it('completed, leaves the two to each other', async () => {
    const { id, caller, guest } = await asked();
    await alice.call('completeTransfer', id);
    await floor.hear({ alice: [], [guest]: ['customer'], [caller]: ['guest'] });
    expect(await alice.ends()).toEqual(['transferred']);
  });

  it('cancelled, gives the customer back', async () => {
    const { id, caller, guest } = await asked();
    await alice.call('cancelConsult', id);
    await floor.hear({ alice: ['customer'], [caller]: ['alice'] });
    await gone(guest);
  });

  it('carries digits to who was asked', async () => {
    const { id, caller, guest } = await asked();
    await alice.call('sendDigits', id, '42#');
    await until('the digits', async () => (await customer(floor.centre, guest)).digits === '42#');
    expect((await customer(floor.centre, caller)).digits).toBe('');
  });

  it.each([
    [BUSY, 'busy'],
    [DECLINES, 'rejected'],
  ])('gives the customer back when %s says %s', async (number, reason) => {
    const { id, customer: caller } = await talking();
    await alice.call('consult', id, { to: { number } });
    const back = await alice.until('the customer back', isBack);
    expect(back).toMatchObject({ consult: { state: 'none', failed: { reason } } });
    await floor.hear({ alice: ['customer'], [caller]: ['alice'] });
  });

  it('gives the customer back when who was asked hangs up', async () => {
    const { guest, caller } = await asked();
    await floor.centre.remove(`/dev/customers/${guest}`);
    await floor.hear({ alice: ['customer'], [caller]: ['alice'] });
  });
});

describe('a consult with an agent', () => {
  it('talks aside, merges, and is completed to them', async () => {
    const { id, customer: caller } = await talking();
    const bob = await floor.open('bob');
    await alice.call('consult', id, { to: { agent: 'bob' } });
    await floor.hear({ alice: ['ringback'], [caller]: ['music'] });
    const offer = await bob.until('the offer', ({ phase }) => phase === 'offered');
    expect(offer).toMatchObject({ id, role: 'consulted' });
    await bob.call('answer', id);
    await floor.hear({ alice: ['bob'], bob: ['alice'], [caller]: ['music'] });
    await alice.call('merge', id);
    await floor.hear({ alice: ['bob', 'customer'], bob: ['alice', 'customer'], [caller]: ['alice', 'bob'] });
    await alice.call('completeTransfer', id);
    await floor.hear({ alice: [], bob: ['customer'], [caller]: ['bob'] });
    expect(await alice.ends()).toEqual(['transferred']);
  });

  it('is taken back when they refuse', async () => {
    const { id, customer: caller } = await talking();
    const bob = await floor.open('bob');
    await alice.call('consult', id, { to: { agent: 'bob' } });
    await bob.until('the offer', ({ phase }) => phase === 'offered');
    await bob.call('reject', id);
    await alice.until('the customer back', isBack);
    await floor.hear({ alice: ['customer'], [caller]: ['alice'] });
  });
});

describe('a blind transfer', () => {
  it('to an agent', async () => {
    const { id, customer: caller } = await talking();
    const bob = await floor.open('bob');
    await alice.call('transfer', id, { to: { agent: 'bob' } });
    await bob.until('the offer', ({ phase }) => phase === 'offered');
    await floor.hear({ [caller]: ['music'] });
    await bob.call('answer', id);
    await floor.hear({ alice: [], bob: ['customer'], [caller]: ['bob'] });
    expect(await alice.ends()).toEqual(['transferred']);
    expect((await bob.session(id))?.id).toBe(id);
  });

  it('to a skill group, where the next agent gets it', async () => {
    const { id, customer: caller } = await talking();
    const bob = await floor.open('bob');
    await alice.call('transfer', id, { to: { skillGroup: 'support' } });
    await bob.until('the offer', ({ phase }) => phase === 'offered');
    await bob.call('answer', id);
    await floor.hear({ bob: ['customer'], [caller]: ['bob'] });
    expect(await alice.ends()).toEqual(['transferred']);
  });

  it('to a number', async () => {
    const { id, customer: caller } = await talking();
    await alice.call('transfer', id, { to: { number: GUEST } });
    const guest = (await legTo(floor.centre, GUEST)).id;
    await floor.hear({ alice: [], [guest]: ['customer'], [caller]: ['guest'] });
    expect(await alice.ends()).toEqual(['transferred']);
  });

  it.each([
    ['a busy number', { number: BUSY }, 'busy'],
    ['a number that declines', { number: DECLINES }, 'rejected'],
  ])('to %s comes back by itself', async (_, to, reason) => {
    const { id, customer: caller } = await talking();
    await alice.call('transfer', id, { to });
    const back = await alice.until('the customer back', isBack);
    expect(back).toMatchObject({ id, consult: { failed: { reason } } });
    await floor.hear({ alice: ['customer'], [caller]: ['alice'] });
  });

  it('is taken back by the agent while it rings', async () => {
    const { id, customer: caller } = await talking();
    await alice.call('transfer', id, { to: { number: '10003' } });
    await floor.hear({ [caller]: ['music'] });
    await alice.call('takeBack', id);
    await floor.hear({ alice: ['customer'], [caller]: ['alice'] });
  });
});

describe('a direct three-way call', () => {
  async function three() {
    const { id, customer: caller } = await talking();
    await floor.script(GUEST, humming(VOICES.guest, 1500));
    await alice.call('conference', id, { to: { number: GUEST } });
    const guest = (await legTo(floor.centre, GUEST)).id;
    // The two go on talking while the third is rung.
    await floor.hear({ alice: ['customer'], [caller]: ['alice'] });
    const joined = await alice.until('the third', (call) => others(call).length === 1);
    await floor.hear({ alice: ['customer', 'guest'], [guest]: ['alice', 'customer'], [caller]: ['alice', 'guest'] });
    return { id, caller, guest, participant: others(joined)[0] ?? '' };
  }

  it('is heard by all, and the third is sent away', async () => {
    const { id, caller, guest, participant } = await three();
    await alice.call('removeParticipant', id, participant);
    await floor.hear({ alice: ['customer'], [caller]: ['alice'] });
    await gone(guest);
  });

  it('is taken back', async () => {
    const { id, caller, guest } = await three();
    await alice.call('takeBack', id);
    await floor.hear({ alice: ['customer'], [caller]: ['alice'] });
    await gone(guest);
  });

  it('goes on without the agent, and ends with the last but one', async () => {
    const { id, caller, guest } = await three();
    await alice.call('leave', id);
    await floor.hear({ alice: [], [guest]: ['customer'], [caller]: ['guest'] });
    await floor.centre.remove(`/dev/customers/${caller}`);
    await gone(guest);
  });

  it('holds the customer and the third together', async () => {
    const { id, caller, guest } = await three();
    await alice.call('hold', id);
    await floor.hear({ alice: [], [caller]: ['guest'], [guest]: ['customer'] });
    await alice.call('resume', id);
    await floor.hear({ alice: ['customer', 'guest'], [guest]: ['alice', 'customer'], [caller]: ['alice', 'guest'] });
  });
});

describe('two calls of one agent', () => {
  it('swap: one talks, the other hears music', async () => {
    const { id, customer: caller } = await talking();
    await alice.call('hold', id);
    const second = await alice.call('dial', { to: GUEST });
    const guest = (await legTo(floor.centre, GUEST)).id;
    await floor.hear({ alice: ['guest'], [guest]: ['alice'], [caller]: ['music'] });
    await alice.call('swap', second.id);
    await floor.hear({ alice: ['customer'], [caller]: ['alice'], [guest]: ['music'] });
    await alice.call('swap', id);
    await floor.hear({ alice: ['guest'], [guest]: ['alice'], [caller]: ['music'] });
    await alice.call('hangup', second.id);
    await alice.call('resume', id);
    await floor.hear({ alice: ['customer'], [caller]: ['alice'] });
  });
});

describe('an internal call', () => {
  it('consults a third agent, who then has it', async () => {
    const bob = await floor.open('bob');
    const carol = await floor.open('carol');
    const { id } = await alice.call('dialAgent', { agent: 'bob' });
    await bob.until('the offer', ({ phase }) => phase === 'offered');
    await bob.call('answer', id);
    await floor.hear({ alice: ['bob'], bob: ['alice'] });
    await alice.call('consult', id, { to: { agent: 'carol' } });
    await carol.until('the offer', ({ phase }) => phase === 'offered');
    await carol.call('answer', id);
    await floor.hear({ alice: ['carol'], carol: ['alice'], bob: ['music'] });
    await alice.call('completeTransfer', id);
    await floor.hear({ alice: [], carol: ['bob'], bob: ['carol'] });
    await bob.call('hangup', id);
  });
});

describe("calls on the agent's phone", () => {
  const PHONE = '20001';
  const HUM = { number: PHONE, hz: 1200 };

  it('ring and are answered there; hold and the end come from the page', async () => {
    await floor.script(PHONE, humming(HUM.hz, 300));
    await alice.self('setPhone', { mode: 'mobile', number: PHONE });
    const { body } = await floor.centre.post('/dev/customers', {
      scenario: { steps: [{ do: 'answer' }, { do: 'tone', hz: VOICES.customer, ms: 3_600_000 }] },
    });
    const caller = (body as { id: string }).id;
    const phone = (await legTo(floor.centre, PHONE)).id;
    const call = await alice.until('the call on the phone', ({ phase }) => phase === 'active');
    expect(call).toMatchObject({ leg: { at: { phone: expect.stringContaining(PHONE) } } });
    const tone = async (id: string, hz: number): Promise<number> =>
      (await customer(floor.centre, id)).heard.last.tones[String(hz)] ?? 0;
    await until('the phone at the customer', async () => (await tone(caller, HUM.hz)) > 0.02);
    await until('the customer at the phone', async () => (await tone(phone, VOICES.customer)) > 0.02);
    await floor.hear({ alice: [] });
    await alice.call('hold', call.id);
    await until('music at the customer', async () => (await tone(caller, HUM.hz)) < 0.006);
    await alice.call('resume', call.id);
    await until('the phone at the customer', async () => (await tone(caller, HUM.hz)) > 0.02);
    await alice.call('hangup', call.id);
    await gone(phone);
    await gone(caller);
    await alice.self('setPhone', { mode: 'page' });
  });
});
