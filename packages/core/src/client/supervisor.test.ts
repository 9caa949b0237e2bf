import { createFakeBackend, createFakeRandom, fakeState } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';
import { active, question } from '../model/testing.ts';
import type { Board, CallSnapshot, Update } from '../model/index.ts';
import { CallstationError } from '../protocol/index.ts';
import { createWorkstation } from './create-workstation.ts';

const { agent, capabilities } = question();
const board = (at: number): Update => ({ type: 'signal', signal: { kind: 'board', at, agents: [], queues: [] } });
const peer = { id: 'p', role: 'agent', state: 'joined', agentId: 'bob' } as const;
const supervised = active({ role: 'supervisor', peer, supervises: { session: 's1', mode: 'whisper' } });

async function seat(sessions: CallSnapshot[] = []) {
  const backend = createFakeBackend({ state: fakeState({ agent, capabilities, sessions }) });
  const workstation = createWorkstation({ backend, ports: { random: createFakeRandom('page-') } });
  await workstation.connect();
  const asked = (): unknown[] => backend.requests.map(({ method, params }) => [method, params]);
  return { backend, workstation, asked };
}

describe('workstation.supervisor', () => {
  it('listens, and gives the call that came of it', async () => {
    const { backend, workstation, asked } = await seat();
    backend.handle('supervisor.listen', () => {
      backend.emit({ type: 'session', session: supervised, cause: 'sessionAccepted' });
      return { sessionId: 's1' };
    });
    const call = await workstation.supervisor.listen({ agent: 'bob', session: 's1' });
    expect(call).toMatchObject({ id: 's1', role: 'supervisor' });
    expect(asked()).toEqual([['supervisor.listen', { agent: 'bob', session: 's1' }]]);
  });

  it('begins in the way that is asked for, or goes over to it', async () => {
    const { backend, workstation, asked } = await seat([supervised]);
    backend.handle('supervisor.listen', () => ({ sessionId: 's1' }));
    const target = { agent: 'bob', session: 's1' };
    await expect(workstation.supervisor.listen({ ...target, mode: 'whisper' })).rejects.toMatchObject({
      data: { reason: 'wrongPhase', verb: 'whisper' },
    });
    await workstation.supervisor.listen({ ...target, mode: 'barge' });
    expect(asked()).toEqual([['supervisor.listen', { ...target, mode: 'barge' }]]);
    const fresh = await seat();
    fresh.backend.handle('supervisor.listen', () => {
      fresh.backend.emit({ type: 'session', session: supervised, cause: 'sessionAccepted' });
      return { sessionId: 's1' };
    });
    const call = await fresh.workstation.supervisor.listen({ ...target, mode: 'whisper' });
    expect(call).toMatchObject({ supervises: { mode: 'whisper' } });
  });

  it('asks for each verb in its own words', async () => {
    const { workstation, asked } = await seat([supervised]);
    const { supervisor } = workstation;
    await supervisor.barge('s1');
    await supervisor.intercept('s1');
    await supervisor.stop('s1');
    await supervisor.setStatus('bob', 'idle');
    await supervisor.setStatus('bob', { status: 'break', reason: 'lunch' });
    await supervisor.logout('bob');
    expect(asked()).toEqual([
      ['supervisor.barge', { sessionId: 's1' }],
      ['supervisor.intercept', { sessionId: 's1' }],
      ['supervisor.stop', { sessionId: 's1' }],
      ['supervisor.setStatus', { agent: 'bob', status: { status: 'idle' } }],
      ['supervisor.setStatus', { agent: 'bob', status: { status: 'break', reason: 'lunch' } }],
      ['supervisor.logout', { agent: 'bob' }],
    ]);
  });

  it('refuses what is not legal before it is asked', async () => {
    const { workstation, asked } = await seat();
    await expect(workstation.supervisor.whisper('s1')).rejects.toMatchObject({ data: { reason: 'wrongPhase' } });
    expect(workstation.supervisor.actions({ id: 'bob', status: 'idle' }).listen).toMatchObject({ reason: 'noCall' });
    expect(asked()).toEqual([]);
  });
});

describe('workstation.board', () => {
  it('watches once for all, gives a late one what is known, and stops with the last', async () => {
    const { backend, workstation, asked } = await seat();
    const [first, second]: Board[][] = [[], []];
    const stopFirst = workstation.board.watch((one) => first?.push(one));
    backend.emit(board(1));
    const stopSecond = workstation.board.watch((one) => second?.push(one));
    backend.emit(board(2));
    stopFirst();
    backend.emit(board(3));
    stopSecond();
    stopSecond();
    backend.emit(board(4));
    expect([first, second].map((boards) => boards?.map(({ at }) => at))).toEqual([
      [1, 2],
      [1, 2, 3],
    ]);
    expect(asked()).toEqual([
      ['board.watch', { on: true }],
      ['board.watch', { on: false }],
    ]);
  });

  it('asks again after a lost connection, and says why the centre refuses', async () => {
    const { backend, workstation, asked } = await seat();
    const errors: CallstationError[] = [];
    workstation.board.watch(
      () => undefined,
      (error) => errors.push(error),
    );
    const connection = (state: 'reconnecting' | 'ready'): Update => ({
      type: 'page',
      page: { connection: { state, since: 1 } },
    });
    backend.handle('board.watch', () => {
      throw new CallstationError('forbidden');
    });
    backend.emit(connection('reconnecting'));
    backend.emit(connection('ready'));
    await Promise.resolve();
    await new Promise((resolve) => void setTimeout(resolve));
    expect(asked().length).toBe(2);
    expect(errors.map(({ code }) => code)).toContain('forbidden');
  });
});
