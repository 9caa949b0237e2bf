import type { Board, BoardAgent } from '@callstation/core/model';
import type { LoggedCall } from '@callstation/ui';

import { ago, BOB, INES } from './calls.ts';

const agent = (id: string, name: string, changes: Partial<BoardAgent>): BoardAgent => ({
  ...{ id, name, status: 'idle', since: ago(4), reach: 'page', skillGroups: ['sales'] },
  ...changes,
});

export const BOARD: Board = {
  at: ago(0),
  agents: [
    agent('bob', 'Bob Chen', {
      status: 'busy',
      session: {
        ...{ id: 's7', kind: 'phone', role: 'handler', direction: 'in', phase: 'active', held: false, since: ago(2) },
        ...{ peer: INES, mayListen: true },
      },
    }),
    agent('carol', 'Carol Diaz', { status: 'break', reason: 'lunch', since: ago(17) }),
    agent('dan', 'Dan Abé', {}),
    agent('eve', 'Eve Adler', { status: 'offline', reach: 'none', since: ago(200) }),
  ],
  queues: [
    {
      ...{ id: 'sales', name: 'Sales', waiting: 3, longestSince: ago(1.4) },
      serviceLevel: { withinMs: 20_000, offered: 124, answered: 109 },
    },
    {
      ...{ id: 'help', name: 'Help desk', waiting: 0, longestSince: null },
      serviceLevel: { withinMs: 30_000, offered: 0, answered: 0 },
    },
  ],
};

const logged = (
  id: string,
  peer: LoggedCall['call']['peer'],
  minutes: number,
  more: Partial<LoggedCall>,
): LoggedCall => ({
  call: { id, engagementId: id, direction: 'in', role: 'handler', peer, createdAt: ago(minutes + 5) },
  ...{ answeredAt: ago(minutes + 4.2), endedAt: ago(minutes), reason: 'remoteHangup' },
  ...more,
});

const { answeredAt: _, ...unanswered } = logged('r2', { ...BOB }, 42, { reason: 'noAnswer', missed: true });

export const RECORDS: readonly LoggedCall[] = [
  logged('r1', INES, 12, {}),
  unanswered,
  logged('r3', { id: 'p9', role: 'customer', state: 'joined', number: '+49 30 555 0147' }, 2900, {
    reason: 'localHangup',
  }),
];
