import { CallstationError, type Board, type BoardAgent } from '@callstation/core';
import { T0 } from '@callstation/testkit';
import { act, fireEvent, screen, within } from 'demo-face';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openSeat, type OpenSeat } from './open-seat.ts';

let seat: OpenSeat;
const SAM = { id: 'sam', name: 'Sam', rights: ['supervise', 'intercept', 'board'] as const };

const colleague = (id: string, name: string, changes: Partial<BoardAgent> = {}): BoardAgent => ({
  ...{ id, name, status: 'idle', since: T0, reach: 'page', skillGroups: [] },
  ...changes,
});
const talking: Partial<BoardAgent> = {
  status: 'busy',
  session: {
    ...{ id: 's9', kind: 'phone', role: 'handler', direction: 'in', phase: 'active', held: false, since: T0 },
    ...{ peer: { role: 'customer', number: '10001' }, mayListen: true },
  },
};
const tellBoard = (agents: BoardAgent[], queues: Board['queues'] = []): Promise<void> =>
  seat.tell({ type: 'signal', signal: { kind: 'board', at: T0, agents, queues } });
const row = (name: string): HTMLElement => screen.getByRole('listitem', { name });
const supervising = (mode: 'listen' | 'whisper' | 'barge') =>
  seat.show({
    ...seat.active({}, 's9'),
    role: 'supervisor',
    supervises: { session: 's9', mode },
    peer: { id: 'p', role: 'agent', state: 'joined', agentId: 'alice', name: 'Alice' },
    others: [{ id: 'c', role: 'customer', state: 'joined', number: '10001' }],
  });

beforeEach(async () => {
  seat = await openSeat({ ...SAM, rights: [...SAM.rights] }, (backend) =>
    backend.handle('directory.breakReasons', () => [{ id: 'lunch', name: 'Lunch' }]),
  );
});
afterEach(() => seat.close());

describe('the board', () => {
  it('is on its way, then empty, then says who does what', async () => {
    expect(screen.getByText('The board is on its way.')).toBeTruthy();
    await tellBoard([colleague('sam', 'Sam')]);
    expect(screen.getByText(/Nobody to look after yet/)).toBeTruthy();
    await tellBoard([
      colleague('zoe', 'Zoë', { status: 'offline' }),
      colleague('alice', 'Alice', talking),
      colleague('bob', 'Bob', { status: 'break', reason: 'lunch' }),
      colleague('wei', '王小明', { reach: 'none' }),
    ]);
    const rows = within(screen.getByRole('list', { name: 'Agents' })).getAllByRole('listitem');
    expect(rows.map((one) => one.querySelector('.row-text')?.textContent?.replace(/\d+:\d\d$/u, ''))).toEqual([
      'AliceIn conversation: Ada Martin · ',
      'BobBreak: Lunch',
      '王小明No page open',
      'ZoëNo call',
    ]);
    // Nothing can be done about who is not there.
    expect(within(row('Zoë')).queryByRole('button')).toBeNull();
  });

  it('says that it was refused', async () => {
    await seat.close();
    seat = await openSeat({ ...SAM, rights: [...SAM.rights] }, (backend) =>
      backend.handle('board.watch', () => {
        throw new CallstationError('forbidden');
      }),
    );
    expect(within(screen.getByRole('region', { name: 'Board' })).getByText(/do not have the right/)).toBeTruthy();
  });

  it('is not there for an agent', async () => {
    await seat.close();
    seat = await openSeat();
    expect(screen.queryByRole('region', { name: 'Board' })).toBeNull();
  });
});

describe('supervising', () => {
  it('begins with listening; what cannot be done says why', async () => {
    await tellBoard([colleague('alice', 'Alice', talking), colleague('bob', 'Bob')]);
    const listen = within(row('Bob')).getByRole('button', { name: 'Listen' });
    expect([listen.getAttribute('aria-disabled'), listen.title]).toEqual(['true', 'This agent is not in a call.']);
    expect(within(row('Alice')).queryByRole('button', { name: 'Whisper' })).toBeNull();
    await act(async () => void fireEvent.click(within(row('Alice')).getByRole('button', { name: 'Listen' })));
    expect(seat.asked()).toEqual(['supervisor.listen', { agent: 'alice', session: 's9' }]);
  });

  it.each([
    ['listen', 'Neither the agent nor the customer hears you.'],
    ['whisper', 'The customer does not hear you.'],
    ['barge', 'The agent and the customer hear you.'],
  ] as const)('%s: the row is marked, and card and row say who hears it', async (mode, heard) => {
    await tellBoard([colleague('alice', 'Alice', talking), colleague('bob', 'Bob')]);
    await supervising(mode);
    expect([row('Alice').dataset['supervised'], row('Bob').dataset['supervised']]).toEqual([mode, 'none']);
    for (const place of [row('Alice'), screen.getByRole('article')])
      expect(within(place).getByText(new RegExp(`${heard}$`, 'u'))).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Hang up' })).toBeNull();
    await seat.press('Take over');
    expect(seat.asked()[0]).toBe('supervisor.intercept');
  });

  it('says that nobody hears who is muted', async () => {
    await tellBoard([colleague('alice', 'Alice', talking)]);
    await supervising('barge');
    await seat.show({ ...seat.workstation.getSnapshot().sessions[0], mute: 'on' } as Parameters<OpenSeat['show']>[0]);
    expect(within(row('Alice')).getByText('You are muted. Nobody hears you.')).toBeTruthy();
  });
});

describe('a colleague’s status', () => {
  const choose = (value: string): Promise<void> =>
    act(async () => void fireEvent.change(screen.getByLabelText('Set the status of Bob'), { target: { value } }));

  beforeEach(() => tellBoard([colleague('bob', 'Bob')]));

  it('is set once that is confirmed', async () => {
    await choose('break lunch');
    expect(screen.getByText('Set Bob to “Break: Lunch”?')).toBeTruthy();
    expect(seat.asked()).toEqual([undefined, undefined]);
    await seat.press('Yes, set it');
    expect(seat.asked()).toEqual([
      'supervisor.setStatus',
      { agent: 'bob', status: { status: 'break', reason: 'lunch' } },
    ]);
    expect(screen.queryByText(/^Set Bob to/)).toBeNull();
  });

  it('signs out once that is confirmed; Enter pressed twice does not', async () => {
    await seat.press('Sign out Bob');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Cancel' }));
    await seat.press('Yes, sign out');
    expect(seat.asked()).toEqual(['supervisor.logout', { agent: 'bob' }]);
  });

  it.each(['Cancel', 'Escape'])('stays as it is by %s, and the focus goes back', async (how) => {
    await seat.press('Sign out Bob');
    if (how === 'Cancel') await seat.press('Cancel');
    else {
      const cancel = screen.getByRole('button', { name: 'Cancel' });
      await act(async () => void fireEvent.keyDown(cancel, { key: 'Escape' }));
    }
    expect(seat.asked()).toEqual([undefined, undefined]);
    await seat.settled();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Sign out Bob' }));
  });

  it('says why a refusal came', async () => {
    seat.backend.handle('supervisor.logout', () => {
      throw new CallstationError('invalidState', undefined, { data: { reason: 'inCall' } });
    });
    await seat.press('Sign out Bob');
    await seat.press('Yes, sign out');
    expect(screen.getByRole('alert').textContent).toBe('This agent is in a call.');
  });
});
