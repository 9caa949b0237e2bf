import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';

import { type Floor, openFloor } from './harness/floor.ts';
import { openSeat, type Seat } from './harness/seat.ts';
import { until } from './harness/until.ts';

let floor: Floor;
const seats: Seat[] = [];
const open = async (agent: string): Promise<Seat> => {
  const seat = await openSeat(floor.browser, floor.centre.url, agent);
  seats.push(seat);
  return seat;
};
beforeAll(async () => {
  floor = await openFloor();
});
afterAll(() => floor?.close());
afterEach(async () => {
  await floor.clear();
  for (const seat of seats.splice(0)) await seat.close();
});

interface Playing {
  at: number;
  length: number;
  paused: boolean;
}
const playing = (seat: Seat): Promise<Playing[]> =>
  seat.page
    .locator('.player audio')
    .evaluateAll((all) =>
      all.map((one) =>
        one instanceof HTMLAudioElement ? { at: one.currentTime, length: one.duration, paused: one.paused } : null,
      ),
    ) as Promise<Playing[]>;

it('a call that was recorded is played in the demo: by its agent, and by a supervisor among everybody’s', async () => {
  const alice = await open('alice');
  await alice.dial('10001');
  await alice.untilPhase('active');
  await alice.press('Start recording');
  await alice.page.getByText('Recording', { exact: true }).waitFor();
  await alice.page.waitForTimeout(2000);
  await alice.press('Hang up');
  await alice.press('Play the recording of Ada Martin');
  const heard = async (seat: Seat): Promise<boolean> => (await playing(seat)).some(({ at }) => at > 0.3);
  await until(
    'the recording to play',
    () => heard(alice),
    () => playing(alice),
  );
  const [first] = await playing(alice);
  expect(first?.length).toBeGreaterThan(1.5);
  await alice.press('Pause the recording of Ada Martin');
  expect((await playing(alice))[0]?.paused).toBe(true);
  const bytes = alice.page.waitForEvent('download');
  await alice.page.getByRole('link', { name: 'Download' }).click();
  expect((await bytes).suggestedFilename()).toMatch(/\.ogg$/u);

  const sam = await open('sam');
  expect(await sam.page.locator('[data-record]').count()).toBe(0);
  await sam.press('Everybody’s');
  await sam.page.getByText('With Alice').waitFor();
  await sam.press('Play the recording of Ada Martin');
  await until(
    'the recording to play',
    () => heard(sam),
    () => playing(sam),
  );
});
