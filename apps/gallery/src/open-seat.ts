import { createWorkstation } from '@callstation/core';
import type { AgentSnapshot, Board, SessionSnapshot } from '@callstation/core/model';
import { createFakeBackend, fakeAgent, fakeState } from '@callstation/testkit';
import type { CsWorkstation } from '@callstation/ui';

import { ago } from './calls.ts';

/** What a seat of the gallery shows. */
export interface SeatFacts {
  readonly agent?: Partial<AgentSnapshot>;
  readonly sessions?: (page: string) => SessionSnapshot[];
  readonly board?: Board;
  /** Whether the browser held the sound back. */
  readonly blocked?: boolean;
}

/** A root around an element, over a backend that never changes its mind. */
export function openSeat(element: HTMLElement, { agent, sessions, board, blocked }: SeatFacts): CsWorkstation {
  const alice = fakeAgent('alice', {
    name: 'Alice Martin',
    rights: ['dial', 'record', 'supervise', 'intercept', 'board'],
  });
  const shown = { ...alice, since: ago(8), ...agent } as AgentSnapshot;
  const backend = createFakeBackend({ state: fakeState({ agent: shown }) });
  backend.handle('directory.agents', () => [
    { id: 'bob', name: 'Bob Chen', status: 'idle', reach: 'page' },
    { id: 'carol', name: 'Carol Diaz', status: 'busy', reach: 'page' },
    { id: 'eve', name: 'Eve Adler', status: 'offline', reach: 'none' },
  ]);
  backend.handle('directory.skillGroups', () => [
    { id: 'sales', name: 'Sales' },
    { id: 'help', name: 'Help desk' },
  ]);
  backend.handle('directory.ivrs', () => [{ id: 'day', name: 'Day', nodes: [{ id: 'survey', name: 'Survey' }] }]);
  backend.handle('directory.dispositions', () => [
    { id: 'sold', name: 'Order placed' },
    { id: 'later', name: 'Calls back' },
  ]);
  backend.handle('directory.breakReasons', () => [
    { id: 'lunch', name: 'Lunch' },
    { id: 'training', name: 'Training' },
  ]);
  backend.handle('directory.numbers', () => [{ number: '+49 30 555 0100', default: true }]);
  const workstation = createWorkstation({ backend });
  const root = document.createElement('cs-workstation');
  root.workstation = workstation;
  root.append(element);
  const opened = workstation.connect().then(() => {
    const { pageId } = workstation.getSnapshot().page;
    for (const session of sessions?.(pageId) ?? []) backend.emit({ type: 'session', session, cause: 'sessionChanged' });
    if (board) backend.emit({ type: 'signal', signal: { kind: 'board', ...board } });
    if (blocked) backend.emit({ type: 'page', page: { output: 'blocked' } });
  });
  opened.catch((error: unknown) => root.replaceChildren(String(error)));
  return root;
}
