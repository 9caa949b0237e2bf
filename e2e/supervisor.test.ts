import type { CallSnapshot } from '@callstation/core/model';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';

import { customer } from './harness/customer.ts';
import type { Desk } from './harness/desk.ts';
import { type Floor, openFloor } from './harness/floor.ts';
import { VOICES } from './harness/scene.ts';
import { until } from './harness/until.ts';

/** Far below a voice, far above what a coder leaves of nothing. */
const A_TRACE = 0.006;

let floor: Floor;
let alice: Desk;
let sam: Desk;
beforeAll(async () => {
  floor = await openFloor();
});
afterAll(() => floor?.close());
beforeEach(async () => {
  sam = await floor.open('sam');
  // A supervisor takes no calls of their own.
  await sam.self('setStatus', 'not-ready');
  alice = await floor.open('alice');
});
afterEach(() => floor.clear());

const isFlowing = (call: CallSnapshot): boolean => call.phase === 'active' && call.leg.state === 'flowing';

/** Alice talks to a customer, and Sam listens. */
async function listening() {
  const { id, customer: caller } = await floor.answered(alice);
  await floor.hear({ alice: ['customer'], [caller]: ['alice'] });
  const call = await sam.supervise('listen', { agent: 'alice', session: id });
  expect(call).toMatchObject({ id, role: 'supervisor' });
  await sam.until('the leg', isFlowing);
  await floor.hear({ alice: ['customer'], [caller]: ['alice'], sam: ['alice', 'customer'] });
  return { id, caller };
}
const shownTo = async (desk: Desk): Promise<string> => JSON.stringify((await desk.show()).sessions);

it('listens, whispers, joins, listens again and leaves: a tone at every ear', async () => {
  const { id, caller } = await listening();
  expect(await shownTo(alice)).not.toContain('sam');
  await sam.supervise('whisper', id);
  await floor.hear({ alice: ['customer', 'sam'], [caller]: ['alice'], sam: ['alice', 'customer'] });
  expect(await shownTo(alice)).not.toContain('sam');
  await sam.supervise('barge', id);
  await floor.hear({ alice: ['customer', 'sam'], [caller]: ['alice', 'sam'], sam: ['alice', 'customer'] });
  expect(await shownTo(alice)).toContain('"role":"supervisor"');
  await sam.supervise('listen', { agent: 'alice', session: id });
  await floor.hear({ alice: ['customer'], [caller]: ['alice'], sam: ['alice', 'customer'] });
  await sam.supervise('stop', id);
  await floor.hear({ alice: ['customer'], [caller]: ['alice'], sam: [] });
  expect((await sam.show()).sessions).toEqual([]);
  expect(await customer(floor.centre, caller)).toMatchObject({ state: 'answered', ended: null });
});

it('never lets the customer hear a whisper, not for a moment', async () => {
  const { id, caller } = await listening();
  for (let times = 0; times < 3; times++) {
    await sam.supervise('whisper', id);
    await until('the whisper at the agent', async () => (await alice.hears(VOICES.sam, 150)) > 0.02);
    await sam.supervise('listen', { agent: 'alice', session: id });
  }
  const heard = async () => (await customer(floor.centre, caller)).heard.windows;
  await until('a second of sound at the customer', async () => (await heard()).length > 10);
  const windows = await heard();
  const traces = windows.map(({ tones }) => tones[String(VOICES.sam)] ?? 1);
  expect(Math.max(...traces)).toBeLessThan(A_TRACE);
});

it('takes the call over: the agent is out, the customer talks on', async () => {
  const { id, caller } = await listening();
  await sam.supervise('intercept', id);
  await floor.hear({ alice: [], [caller]: ['sam'], sam: ['customer'] });
  expect(await alice.ends()).toEqual(['takenElsewhere']);
  expect(await sam.session(id)).toMatchObject({ role: 'handler', peer: { role: 'customer' } });
  await sam.call('hangup', id);
  await until('the customer to be gone', async () => (await customer(floor.centre, caller)).state === 'ended');
});

it('comes back after a reload of the supervisor’s page, as quietly as before', async () => {
  const { id, caller } = await listening();
  await sam.supervise('whisper', id);
  await floor.hear({ alice: ['customer', 'sam'], [caller]: ['alice'], sam: ['alice', 'customer'] });
  await sam.reload();
  await sam.until('the call back', isFlowing);
  await floor.hear({ alice: ['customer', 'sam'], [caller]: ['alice'], sam: ['alice', 'customer'] });
});

it('goes on after a reload of the agent’s page', async () => {
  const { caller } = await listening();
  await alice.reload();
  await alice.until('the call back', isFlowing);
  await floor.hear({ alice: ['customer'], [caller]: ['alice'], sam: ['alice', 'customer'] });
});

it('ends with the call', async () => {
  const { id } = await listening();
  await alice.call('hangup', id);
  await until(
    'no call at the supervisor',
    async () => (await sam.show()).sessions.length === 0,
    () => sam.log(),
  );
  expect(await sam.ends()).toEqual(['remoteHangup']);
});
