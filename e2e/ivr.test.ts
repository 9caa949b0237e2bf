import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { customer } from './harness/customer.ts';
import type { Desk } from './harness/desk.ts';
import { type Floor, humming, openFloor } from './harness/floor.ts';
import { DESK_NUMBER, MENU_KEY, NUMBERS, writeMenuConfig } from './harness/menu-centre.ts';
import { legTo, PROMPTS, VOICES } from './harness/scene.ts';
import { until } from './harness/until.ts';

const config = writeMenuConfig();
const PATH = [{ key: '1', label: 'Support' }];

let floor: Floor;
let alice: Desk;
const sit = (agent: keyof typeof VOICES): Promise<Desk> => floor.open(agent, { life: 3600, key: MENU_KEY });
beforeAll(async () => {
  floor = await openFloor(config.flags, PROMPTS);
});
afterAll(async () => {
  await floor?.close();
  config.remove();
});
beforeEach(async () => {
  alice = await sit('alice');
});
afterEach(() => floor.clear());

/** Somebody who hums calls that number. */
async function caller(to: string): Promise<string> {
  const steps = [{ do: 'answer' }, { do: 'tone', hz: VOICES.customer, ms: 3_600_000 }];
  const { body } = await floor.centre.post('/dev/customers', { to, scenario: { steps } });
  return (body as { id: string }).id;
}
const press = (id: string, keys: string) => floor.centre.post(`/dev/customers/${id}/press`, { keys });
const isOffered = ({ phase }: { phase: string }): boolean => phase === 'offered';
const isBack = (call: Awaited<ReturnType<Desk['until']>>): boolean =>
  call.phase === 'active' && call.consult.state === 'none' && call.hold === 'none';
const ended = (desk: Desk, reason: string) =>
  until(
    `${desk.agent} to be told ${reason}`,
    async () => (await desk.ends()).includes(reason),
    () => desk.ends(),
  );
const gone = (id: string) =>
  until(
    'the customer to be off the line',
    async () => (await customer(floor.centre, id)).state === 'ended',
    () => customer(floor.centre, id),
  );

/** Alice and a customer have talked, and she has sent them to the menu whose prompt lasts. */
async function sent(agentLeg: 'hangup' | 'wait') {
  const who = await caller(NUMBERS.group);
  const { id } = await alice.until('the offer', isOffered);
  await alice.call('answer', id);
  await floor.hear({ alice: ['customer'], [who]: ['alice'] });
  await alice.call('transfer', id, { to: { ivr: 'slow', agentLeg } });
  await floor.hear({ alice: agentLeg === 'wait' ? ['music'] : [], [who]: ['prompt'] });
  return { id, who };
}
/** That agent is offered the customer with the path pressed, answers, and both are heard. */
async function served(desk: Desk, who: string): Promise<string> {
  const offer = await desk.until('the offer', isOffered);
  expect(offer.context).toMatchObject({ ivrPath: PATH, skillGroup: { id: 'support' } });
  await desk.call('answer', offer.id);
  await floor.hear({ [desk.agent]: ['customer'], [who]: [desk.agent as 'alice'] });
  return offer.id;
}

describe('a transfer to a menu that the agent waits for', () => {
  it('plays the prompt to the customer and music to the agent, who is out when another one has the customer', async () => {
    const { id, who } = await sent('wait');
    const bob = await sit('bob');
    await press(who, '1');
    await alice.until('the path', ({ context }) => context.ivrPath?.length === 1);
    await floor.hear({ alice: ['music'], [who]: ['music'] });
    expect(await alice.ends()).toEqual([]);
    expect(await served(bob, who)).toBe(id);
    await floor.hear({ alice: [], bob: ['customer'], [who]: ['bob'] });
    expect(await alice.ends()).toEqual(['transferred']);
  });

  it('is taken back while the prompt plays: both hear each other again, and nothing of the menu', async () => {
    const { id, who } = await sent('wait');
    await alice.call('takeBack', id);
    await floor.hear({ alice: ['customer'], [who]: ['alice'] });
    await alice.until('the customer back', isBack);
    // Keys are for nobody now, and the next time the menu begins anew.
    await press(who, '1');
    await alice.call('transfer', id, { to: { ivr: 'slow', agentLeg: 'wait' } });
    await floor.hear({ alice: ['music'], [who]: ['prompt'] });
    expect((await alice.session(id))?.context.ivrPath).toBeUndefined();
  });

  it('gives the customer back by itself when they press for it', async () => {
    const { who } = await sent('wait');
    await press(who, '3');
    await floor.hear({ alice: ['customer'], [who]: ['alice'] });
    await alice.until('the customer back', isBack);
  });

  it('ends when the customer hangs up in the menu, and the agent is told', async () => {
    const { who } = await sent('wait');
    await floor.centre.remove(`/dev/customers/${who}`);
    await ended(alice, 'remoteHangup');
    await floor.hear({ alice: [] });
    expect((await alice.show()).sessions.filter(({ phase }) => phase !== 'ended')).toEqual([]);
    expect(await alice.ends()).toEqual(['remoteHangup']);
  });

  it('rings a number for the customer, and leaves them to who picks up', async () => {
    await floor.script(DESK_NUMBER, humming(VOICES.guest, 3000));
    const { who } = await sent('wait');
    await press(who, '2');
    await floor.hear({ alice: ['music'], [who]: ['ringback'] });
    const guest = (await legTo(floor.centre, DESK_NUMBER)).id;
    await floor.hear({ alice: [], [guest]: ['customer'], [who]: ['guest'] });
    expect(await alice.ends()).toEqual(['transferred']);
  });

  it('goes on in the menu when a number is busy', async () => {
    await floor.script(DESK_NUMBER, [{ do: 'hangup', reason: 'busy' }]);
    const { who } = await sent('wait');
    await press(who, '2');
    await until('the number to be called', async () => (await floor.newest(DESK_NUMBER)).state === 'ended');
    await floor.hear({ alice: ['music'], [who]: ['prompt'] });
  });
});

describe('a transfer to a menu that the agent does not wait for', () => {
  it('lets the agent go at once, and the customer goes on in the menu', async () => {
    const { id, who } = await sent('hangup');
    expect(await alice.ends()).toEqual(['transferred']);
    const bob = await sit('bob');
    await alice.self('setStatus', { status: 'break', reason: 'lunch' });
    await press(who, '1');
    expect(await served(bob, who)).toBe(id);
    await floor.hear({ alice: [] });
  });
});

describe('a number that begins in a menu', () => {
  it('leads by a key to an agent, who sees the path', async () => {
    const who = await caller(NUMBERS.slow);
    await floor.hear({ alice: [], [who]: ['prompt'] });
    expect((await alice.show()).sessions).toEqual([]);
    await press(who, '1');
    const id = await served(alice, who);
    await alice.call('hangup', id);
    await gone(who);
  });

  /** What they heard, one entry for each stretch of 300 ms and more. */
  async function story(id: string): Promise<string[]> {
    const { windows } = (await customer(floor.centre, id)).heard;
    const names = windows.map(({ tones, silent }) => (silent ? '-' : nameOf(tones)));
    const runs = names.filter((name, at) => name === names[at + 1] && name === names[at + 2]);
    return runs.filter((name, at) => name !== '-' && name !== runs[at - 1]);
  }
  const nameOf = (tones: Record<string, number>): string =>
    Object.entries(PROMPTS).find(([, hz]) => (tones[hz] ?? 0) > 0.1)?.[0] ?? '-';

  it('asks once more when no key comes, then says goodbye', async () => {
    const who = await caller(NUMBERS.quick);
    await gone(who);
    const heard = await customer(floor.centre, who);
    expect(heard.ended).toMatchObject({ reason: 'localHangup' });
    expect(await story(who)).toEqual(['prompt', 'prompt', 'goodbye']);
    expect((await alice.show()).sessions).toEqual([]);
  });

  it('says that a key is wrong, asks once more, and takes the right one', async () => {
    const who = await caller(NUMBERS.slow);
    await floor.hear({ [who]: ['prompt'] });
    await press(who, '7');
    await floor.hear({ [who]: ['wrongKey'] });
    await floor.hear({ [who]: ['prompt'] });
    await press(who, '1');
    await served(alice, who);
  });

  it('says goodbye to who presses wrong keys only', async () => {
    const who = await caller(NUMBERS.slow);
    await floor.hear({ [who]: ['prompt'] });
    await press(who, '7');
    await floor.hear({ [who]: ['wrongKey'] });
    await press(who, '8');
    await floor.hear({ [who]: ['goodbye'] });
    await gone(who);
    expect((await alice.show()).sessions).toEqual([]);
  });
});
