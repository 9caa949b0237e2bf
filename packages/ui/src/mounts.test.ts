import { fakeOffer, settle } from '@callstation/testkit';
import { afterEach, beforeEach, expect, it } from 'vitest';

import { countHeld, type Held } from './testing/count-held.ts';
import { openSeat, type OpenSeat } from './testing/open-seat.ts';

const ROUNDS = 1000;
const BOB = { id: 'p2', role: 'agent', state: 'joined', agentId: 'bob', name: 'Bob' } as const;
const PAGE = `<cs-call-bar></cs-call-bar><cs-incoming-call></cs-incoming-call><cs-workbench></cs-workbench>
  <cs-device-picker></cs-device-picker>`;

let seat: OpenSeat;
beforeEach(async () => {
  seat = await openSeat('<p></p>');
});
afterEach(() => seat.close());

type Updates = Parameters<OpenSeat['tell']>;
/** What the seat is in, one after the other. */
const STATES: readonly (() => Updates)[] = [
  () => [{ type: 'removed', id: 's1', cause: 'sessionRemoved' }],
  () => [{ type: 'session', session: fakeOffer(), cause: 'sessionOffered' }],
  () => [{ type: 'session', session: seat.active({ recording: 'on' }), cause: 'sessionChanged' }],
  () => [{ type: 'session', session: seat.active({ others: [BOB] }), cause: 'sessionChanged' }],
];

/** What is slow is done in some of the rounds: a panel over the page, the microphone, a sound. */
async function use(round: number, held: () => Held): Promise<void> {
  await seat.settled();
  const opener = ['[part~="transfer"].button', '[part~="dial"].button'].find((one) => !seat.missing(one));
  if (opener !== undefined) await seat.press(opener);
  if (round % 100 === 0) {
    await seat.press('[part~="test-microphone"]');
    await expect.poll(() => held().tracks, { interval: 5 }).toBeGreaterThan(0);
  }
  if (round % 500 === 0) {
    await seat.press('[part~="test-sound"]');
    await expect.poll(() => held().audioElements, { interval: 5 }).toBeGreaterThan(0);
  }
}

it('a thousand mounts leave nothing behind', async () => {
  const { root, backend, workstation } = seat;
  const host = root.parentElement;
  const title = document.title;
  const counter = countHeld(workstation);
  root.remove();
  const nothing = counter.now();
  const most = { ...nothing };
  const names = Object.keys(nothing) as (keyof Held)[];
  let shown = root;
  for (let round = 0; round < ROUNDS; round++) {
    // In turns another one, as of a page that is made anew, and the same again, as of one that is kept alive.
    if (round % 2 === 0) {
      shown = root.cloneNode() as typeof root;
      shown.innerHTML = PAGE;
      shown.workstation = workstation;
    }
    host?.append(shown);
    backend.emit(...(STATES[(round >> 1) % STATES.length]?.() ?? []));
    await settle();
    if (round % 20 === 0) await use(round, counter.now);
    const now = counter.now();
    for (const name of names) most[name] = Math.max(most[name], now[name]);
    shown.remove();
  }
  // What closes takes a moment, and a sound plays to its end.
  await expect.poll(counter.now, { timeout: 10_000 }).toEqual(nothing);
  counter.stop();
  expect(document.title).toBe(title);
  // Each of them was held, and counted; connections are the workstation's.
  expect(names.filter((name) => most[name] === nothing[name])).toEqual(['connections']);
}, 120_000);
