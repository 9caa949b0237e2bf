import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import type { Centre } from './harness/centre.ts';
import { clearCustomers, customer, untilHears } from './harness/customer.ts';
import { listFor, openFace } from './harness/face.ts';
import { play } from './harness/play.ts';
import { openSeat, type Seat } from './harness/seat.ts';
import { openStage, type Stage } from './harness/stage.ts';
import { until } from './harness/until.ts';

/** Above the hold music, which has nothing there. */
const HUM = { alice: 1800, bob: 2200, sam: 2400 } as const;
type Agent = keyof typeof HUM;

/** How the numbers end is the simulator's own business, and tested there as slowly as it is; here it is done soon. */
const SOON = {
  '10003': [
    { do: 'ring', ms: 1000 },
    { do: 'hangup', reason: 'noAnswer' },
  ],
  '10004': [
    { do: 'ring', ms: 200 },
    { do: 'hangup', reason: 'rejected' },
  ],
  '10005': [{ do: 'answer' }, { do: 'tone', hz: 660, ms: 1000 }, { do: 'hangup' }],
  '10006': [
    { do: 'tone', hz: 660, ms: 1200 },
    { do: 'hangup', reason: 'invalidNumber' },
  ],
};

let stage: Stage;
let centre: Centre;
let browser: Browser;
beforeAll(async () => {
  stage = await openStage();
  ({ centre, browser } = stage);
  for (const [number, steps] of Object.entries(SOON))
    await centre.put(`/dev/numbers/${number}`, { scenario: { steps } });
});
afterAll(() => stage?.close());

describe.each(['react', 'vue', 'html', 'uniapp'] as const)('the headless %s page', (face) => {
  /** Pages stay open from test to test, as an agent's do. */
  const seats = new Map<Agent, Seat>();
  const seat = async (agent: Agent): Promise<Seat> => {
    const opened = seats.get(agent) ?? (await openFace(face, browser, centre.url, agent, HUM[agent]));
    seats.set(agent, opened);
    return opened;
  };
  const close = async (): Promise<void> => {
    for (const opened of seats.values()) await opened.close();
    seats.clear();
  };
  afterAll(close);
  afterEach(async ({ task }) => {
    await clearCustomers(centre);
    const problems = [...seats.values()].flatMap((opened) => opened.problems);
    if (task.result?.state === 'fail' || problems.length > 0) await close();
    for (const opened of seats.values()) await opened.rest();
    if (problems.length > 0) throw new Error(`The page complained: ${problems.join('\n')}`);
  });

  it.each(listFor(face).played.map((scenario) => [scenario.title, scenario] as const))('%s', async (_, scenario) => {
    const alice = await seat('alice');
    const bob = JSON.stringify(scenario.steps).includes('"bob"') ? { bob: await seat('bob') } : {};
    await play(scenario, { centre, alice, seats: bob, hz: HUM.alice });
  });

  it('a reload in a call gives the same call back, and sound both ways', async () => {
    const alice = await seat('alice');
    await alice.dial('10001');
    await alice.untilPhase('active');
    const { id } = await customer(centre);
    await untilHears(centre, id, HUM.alice);
    const session = await alice.card('data-session-id');
    await alice.page.reload();
    await alice.untilPhase('active');
    expect(await alice.card('data-session-id')).toBe(session);
    await untilHears(centre, id, HUM.alice);
    await alice.press('Hang up');
  });

  // The phone book has no button to call what is no number.
  if (face === 'uniapp') return;
  it('a number that is none is said to be so, and makes no call', async () => {
    const alice = await seat('alice');
    await alice.dial('not a number');
    await alice.page.getByRole('alert').filter({ hasText: /\w/u }).waitFor();
    expect(await alice.phase()).toBe('none');
  });
});

it('is the whole list but for what a page, or the API it is written to, has not got', () => {
  expect(listFor('react').missing).toEqual({});
  expect(listFor('vue').missing).toEqual({});
  expect(listFor('html').missing).toEqual({
    keypad: 'the page has no digits',
    colleague: 'the page has no dialAgent',
    'blind-transfer': 'the page has no transfer',
    'transfer-refused': 'the page has no transfer',
    'consult-complete': 'the page has no consult',
    'consult-three-way': 'the page has no consult',
    'three-way-take-back': 'the page has no conference',
  });
  expect(listFor('uniapp').missing).toEqual({
    hold: 'the class has no hold()',
    colleague: 'the class has no dialAgent()',
    'blind-transfer': 'the class has no transfer()',
    'transfer-refused': 'the class has no transfer()',
    'consult-complete': 'the class has no consult()',
    'consult-three-way': 'the class has no consult()',
    'three-way-take-back': 'the class has no conference()',
  });
});

describe.each(['react', 'vue'] as const)('the headless %s page, beyond plain buttons,', (face) => {
  const seats: Seat[] = [];
  const seat = async (agent: Agent): Promise<Seat> => {
    const opened = await openSeat(browser, centre.url, agent, { hz: HUM[agent], face });
    seats.push(opened);
    return opened;
  };
  afterEach(async () => {
    await clearCustomers(centre);
    for (const opened of seats) await opened.rest();
    const problems = seats.flatMap((opened) => opened.problems);
    for (const opened of seats.splice(0)) await opened.close();
    if (problems.length > 0) throw new Error(`The page complained: ${problems.join('\n')}`);
  });

  it('brings the record up at a click on a contact, keeps the call with it, and its note among the calls', async () => {
    const alice = await seat('alice');
    await alice.press('Call Ada Martin');
    await alice.untilPhase('active');
    const record = alice.page.getByRole('region', { name: 'Record' });
    await record.getByText('C-1001 · Northwind Trading').waitFor();
    await record.getByText('4711: change of address').waitFor();
    const session = await alice.card('data-session-id');
    await alice.press('Notes');
    await alice.page.getByRole('textbox', { name: 'Note', exact: true }).fill(`Wants the blue ${face}.`);
    await alice.press('Save');
    await alice.page.getByText('Saved.').waitFor();
    await alice.press('Hang up');
    const kept = (): Promise<string> => alice.page.evaluate(() => localStorage.getItem('callstation-demo-crm') ?? '');
    await until('the call to be kept', async () => (await kept()).includes(`"C-1001":["${session}"]`), kept);
    await alice.page.locator('.record-note', { hasText: `Wants the blue ${face}.` }).waitFor();
  });

  it('lets a supervisor listen to a colleague from the board, and leave', async () => {
    const [alice, sam] = [await seat('alice'), await seat('sam')];
    await alice.dial('10001');
    await alice.untilPhase('active');
    const row = sam.page.getByRole('listitem', { name: 'Alice' });
    await row.getByRole('button', { name: 'Listen' }).click();
    await until('sam hears alice', async () => (await sam.hears(HUM.alice, 500)) > 0.02);
    expect(await row.getAttribute('data-supervised')).toBe('listen');
    await row.getByRole('button', { name: 'Stop' }).click();
    await until('sam to be out of it', async () => ['none', 'ended'].includes(await sam.phase()));
    await alice.press('Hang up');
  });
});
