import type { BoardAgent, BoardQueue } from '@callstation/core';
import type { CallSnapshot } from '@callstation/core/model';
import { words } from '@callstation/core/words';

import { minutesOf } from './duration.ts';
import { partyName } from './peer-name.ts';
import { pause, type StatusChoice } from './status-choices.ts';

const { callPhases } = words('en');

/** Those who are signed out last; nobody else moves, since somebody may be about to press a button. */
export const awayLast = (agents: readonly BoardAgent[]): BoardAgent[] =>
  [...agents].sort((a, b) => Number(a.status === 'offline') - Number(b.status === 'offline'));

/** How a supervisor is in a colleague's call; `none` without being in one. */
export const modeOf = (mine: CallSnapshot | undefined): string => mine?.supervises?.mode ?? 'none';

/** What a colleague does, in a line. */
export function doingOf(
  { session, reason, reach, status }: BoardAgent,
  now: number,
  choices: readonly StatusChoice[],
): string {
  if (session === undefined) {
    if (reason !== undefined) return choices.find(({ value }) => value === pause(reason, '').value)?.label ?? reason;
    return reach === 'none' && status !== 'offline' ? 'No page open' : 'No call';
  }
  if (session.role === 'supervisor') return 'Supervises a call';
  const what = session.held ? 'On hold' : callPhases[session.phase];
  const time = session.phase === 'active' ? ` · ${minutesOf(now - session.since)}` : '';
  return session.peer === undefined ? `${what}${time}` : `${what}: ${partyOf(session.peer)}${time}`;
}

/** How well a queue is served today. */
export function servedOf({ serviceLevel: { offered, answered } }: BoardQueue): string {
  return offered === 0 ? '–' : `${Math.round((100 * answered) / offered)} % of ${offered}`;
}

const partyOf = (peer: NonNullable<NonNullable<BoardAgent['session']>['peer']>): string =>
  partyName({ id: '', state: 'joined', ...peer });
