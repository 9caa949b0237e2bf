import { T0 } from '@callstation/testkit';
import { afterEach, expect, it } from 'vitest';

import { openSeat, type OpenSeat } from '../testing/open-seat.ts';

let seat: OpenSeat;
afterEach(() => seat.close());
const open = async (): Promise<void> => {
  seat = await openSeat('<cs-agent-status></cs-agent-status>', 'lang="en"', (backend) => {
    backend.handle('directory.breakReasons', () => [{ id: 'lunch', name: 'Lunch break' }]);
    backend.handle('directory.numbers', () => [
      { number: '+491', default: true },
      { number: '+492', pool: 'hot', poolName: 'Hotline' },
    ]);
  });
};
const text = (): string => seat.find('[part~="status"].button').textContent.replaceAll(/\s+/gu, ' ').trim();
const choices = (): string[] =>
  [...seat.find('.settings').querySelectorAll('[part~="choice"]')].map((one) => one.textContent.trim());

it('says what the agent is, why, and what comes after it', async () => {
  await open();
  expect(text()).toMatch(/^Ready \d/u);
  await seat.be({ status: 'break', reason: 'lunch', wanted: { status: 'break', reason: 'lunch' } });
  expect(text()).toContain('On a breakLunch break');
  await seat.be({ status: 'busy', wanted: { status: 'break', reason: 'lunch' } });
  expect(text()).toContain('Afterwards: Lunch break');
});

it('offers what the centre knows, and closes on a choice', async () => {
  await open();
  await seat.press('[part~="status"].button');
  expect(choices()).toEqual(['Ready', 'On a break: Lunch break', 'Not ready']);
  await seat.press('[part~="choice"]:nth-child(2)');
  expect(seat.asked()).toEqual(['agent.setStatus', { status: 'break', reason: 'lunch' }]);
  expect(seat.missing('.settings')).toBe(true);
});

it('takes a break of no reason where the centre names none, and signs out', async () => {
  seat = await openSeat('<cs-agent-status></cs-agent-status>', 'lang="en"', (backend) =>
    backend.handle('directory.breakReasons', () => []),
  );
  await seat.press('[part~="status"].button');
  expect(choices()).toEqual(['Ready', 'On a break', 'Not ready']);
  await seat.press('[part~="sign-out"]');
  expect(seat.asked()).toEqual(['agent.setStatus', { status: 'offline' }]);
});

it('changes where calls are taken, to another number where one is written', async () => {
  await open();
  await seat.press('[part~="status"].button');
  const field = seat.find<HTMLInputElement>('#other-phone');
  field.value = ' 20005 ';
  field.dispatchEvent(new Event('input'));
  await seat.settled();
  await seat.press('[part~="setPhone"]:nth-child(2)');
  expect(seat.asked()).toEqual(['agent.setPhone', { mode: 'mobile', number: '20005' }]);
  await seat.press('[part~="setPhone"]:nth-child(1)');
  expect(seat.asked()).toEqual(['agent.setPhone', { mode: 'page' }]);
});

it('changes the number that is shown, for all with the right to it', async () => {
  await open();
  await seat.be({ rights: ['manageNumbers'], callerNumber: '+492' });
  await seat.press('[part~="status"].button');
  const select = seat.find<HTMLSelectElement>('#caller-number');
  expect([...select.options].map(({ label }) => label)).toEqual([
    ...['As the centre chooses', '+491', '+492', 'Hotline, in turn'],
  ]);
  expect(select.value).toBe('+492');
  select.value = 'pool hot';
  select.dispatchEvent(new Event('change'));
  await seat.settled();
  expect(seat.asked()).toEqual(['agent.setCallerNumber', { pool: 'hot' }]);
  await seat.press('input[type="checkbox"]');
  select.value = '';
  select.dispatchEvent(new Event('change'));
  await seat.settled();
  expect(seat.asked()).toEqual(['agent.setCallerNumber', { number: null, owner: 'app' }]);
});

it('puts the work after a call off, and ends it', async () => {
  await open();
  await seat.be({ status: 'wrap-up', deadline: T0 + 30_000, wrapUp: { deadline: T0 + 30_000 } });
  await seat.press('[part~="extendWrapUp"].button');
  expect(seat.asked()).toEqual(['agent.extendWrapUp', { ms: 30_000 }]);
  await seat.press('[part~="endWrapUp"].button');
  expect(seat.asked()[0]).toBe('agent.endWrapUp');
});
