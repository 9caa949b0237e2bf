import type { Board } from '@callstation/core/model';
import { T0 } from '@callstation/testkit';
import { CallstationError } from '@callstation/core';
import { afterEach, expect, it } from 'vitest';

import { openSeat, type OpenSeat } from '../testing/open-seat.ts';

let seat: OpenSeat;
afterEach(() => seat.close());
const text = (selector: string): string => seat.find(selector).textContent.replaceAll(/\s+/gu, ' ').trim();

const bob: Board['agents'][number] = {
  ...{ id: 'bob', name: 'Bob', status: 'busy', since: T0, reach: 'page', skillGroups: [] },
  session: {
    ...{ id: 's7', kind: 'phone', role: 'handler', direction: 'in', phase: 'active', held: false, since: T0 },
    peer: { role: 'customer', number: '+49170' },
    mayListen: true,
  },
};
const board = (agents: Board['agents'], queues: Board['queues'] = []): Promise<void> =>
  seat.tell({ type: 'signal', signal: { kind: 'board', at: T0, agents, queues } });
const open = async (): Promise<void> => {
  seat = await openSeat('<cs-supervisor-board></cs-supervisor-board>', 'lang="en"', (backend) =>
    backend.handle('directory.breakReasons', () => [{ id: 'lunch', name: 'Lunch break' }]),
  );
  await seat.be({ rights: ['board', 'supervise', 'intercept'] });
};

it('shows queues and colleagues, those signed out last, and not the supervisor', async () => {
  await open();
  await seat.settled();
  const { session: _, ...free } = bob;
  const serviceLevel = { withinMs: 20_000, offered: 8, answered: 6 };
  await board(
    [{ ...free, id: 'zoe', name: 'Zoe', status: 'offline' }, { ...free, id: 'alice', name: 'Alice' }, bob],
    [{ id: 'q', name: 'Sales', waiting: 2, longestSince: Date.now() - 65_000, serviceLevel }],
  );
  const names = [...(seat.find('cs-supervisor-board').shadowRoot?.querySelectorAll('.agent .name') ?? [])];
  expect(names.map(({ textContent }) => textContent)).toEqual(['Bob', 'Zoe']);
  expect(text('.queue')).toMatch(/^Sales Waiting 2 Longest wait 1:0\d Answered within 20 sec 75% of 8$/u);
  expect(text('[data-agent="bob"] .detail')).toBe('In conversation · +49170');
});

it('follows what a supervisor does, and says who hears them', async () => {
  await open();
  await board([bob]);
  await seat.press('[part~="listen"].button');
  expect(seat.asked()).toEqual(['supervisor.listen', { agent: 'bob', session: 's7' }]);
  expect(seat.missing('[part~="whisper"].button')).toBe(true);
  const peer = { id: 'p1', role: 'agent', state: 'joined', agentId: 'bob', name: 'Bob' } as const;
  await seat.show(seat.active({ role: 'supervisor', peer, supervises: { session: 's7', mode: 'whisper' } }));
  expect(text('[part="who-hears"]')).toBe('The agent hears you. The customer does not hear you.');
  expect(seat.find('[part~="whisper"].button').getAttribute('aria-pressed')).toBe('true');
  await seat.press('[part~="stop"].button');
  expect(seat.asked()).toEqual(['supervisor.stop', { sessionId: 's1' }]);
});

it('sets a colleague’s status, and signs nobody out who is in a call', async () => {
  await open();
  await board([bob]);
  await seat.press('[part~="setAgentStatus"].button');
  expect(seat.find('[part~="logoutAgent"]').title).toBe('This agent is in a call.');
  await seat.press('[part~="choice"]:nth-child(2)');
  expect(seat.asked()).toEqual([
    'supervisor.setStatus',
    { agent: 'bob', status: { status: 'break', reason: 'lunch' } },
  ]);
  expect(seat.missing('.manage')).toBe(true);
});

it('says why there is none', async () => {
  seat = await openSeat('<cs-supervisor-board></cs-supervisor-board>');
  expect(text('[part~="problem"]')).toBe('You do not have the right to do that.');
  await seat.close();
  await openRefused();
  expect(text('[part~="problem"]')).toBe('The centre did not answer in time. Try again.');
});

async function openRefused(): Promise<void> {
  seat = await openSeat('', 'lang="en"', (backend) =>
    backend.handle('board.watch', () => {
      throw new CallstationError('timeout');
    }),
  );
  await seat.be({ rights: ['board'] });
  seat.root.append(document.createElement('cs-supervisor-board'));
  await seat.settled();
}
