import { describe, expect, it } from 'vitest';
import type { ActionContext } from './actions.ts';
import type { BoardSession } from './board.ts';
import { supervisorActions, type SupervisorTarget } from './supervisor-actions.ts';
import { active, question, readyAgent, readyPage } from './testing.ts';
import { SUPERVISOR_VERBS } from './verbs.ts';

const session: BoardSession = {
  ...{ id: 's9', kind: 'phone', role: 'handler', direction: 'in', phase: 'active', held: false, since: 0 },
  mayListen: true,
};
const bob = { id: 'bob', status: 'busy', session } as const satisfies SupervisorTarget;
const withBob = (mode: 'listen' | 'whisper' | 'barge', agentId = 'bob') => ({
  sessions: [
    active({
      ...{ role: 'supervisor', supervises: { session: 's9', mode } },
      peer: { id: 'p', role: 'agent', state: 'joined', agentId },
    }),
  ],
});

/** Allowed verbs, and reasons of the others. */
const verdicts = (parts: Partial<ActionContext>, target: SupervisorTarget = bob) => {
  const all = supervisorActions(question(parts), target);
  return Object.fromEntries(
    SUPERVISOR_VERBS.map((verb) => {
      const verdict = all[verb];
      return [verb, verdict.allowed ? 'yes' : verdict.reason];
    }),
  );
};

describe('supervisorActions', () => {
  it('lets a free supervisor listen to who talks, and no more', () => {
    expect(verdicts({})).toMatchObject({
      ...{ listen: 'yes', whisper: 'wrongPhase', barge: 'wrongPhase', intercept: 'wrongPhase', stop: 'wrongPhase' },
      ...{ setAgentStatus: 'yes', logoutAgent: 'inCall' },
    });
  });

  it.each([
    ['who rings', { ...bob, session: { ...session, phase: 'offered' } }, 'noCall'],
    ['who is free', { id: 'bob', status: 'idle' }, 'noCall'],
    ['who supervises', { ...bob, session: { ...session, role: 'supervisor' } }, 'noCall'],
    ['a call of another group', { ...bob, session: { ...session, mayListen: false } }, 'noRight'],
    ['themselves', { ...bob, id: readyAgent().id }, 'noCall'],
  ] as const)('does not let them listen to %s', (_, target, reason) =>
    expect(verdicts({}, target)['listen']).toBe(reason),
  );

  it('lets who is with the colleague do all but what they do', () => {
    expect(verdicts(withBob('whisper'))).toMatchObject({
      ...{ listen: 'yes', whisper: 'wrongPhase', barge: 'yes', intercept: 'yes', stop: 'yes' },
    });
  });

  it('gives nothing over a colleague while one is with another', () => {
    expect(verdicts(withBob('whisper', 'carol'))).toMatchObject({
      ...{
        listen: 'agentBusy',
        whisper: 'wrongPhase',
        barge: 'wrongPhase',
        intercept: 'wrongPhase',
        stop: 'wrongPhase',
      },
    });
    expect(verdicts({ sessions: [active()] })['listen']).toBe('agentBusy');
  });

  it('signs nobody out who is out', () => {
    expect(verdicts({}, { id: 'bob', status: 'offline' })).toMatchObject({
      ...{ setAgentStatus: 'signedOut', logoutAgent: 'signedOut' },
    });
    expect(verdicts({}, { id: 'bob', status: 'idle' })['logoutAgent']).toBe('yes');
  });

  it('says first that a right or the connection is missing', () => {
    expect(verdicts({ agent: { ...readyAgent(), rights: [] } })['listen']).toBe('noRight');
    const page = readyPage({ connection: { state: 'reconnecting', since: 0 } });
    expect(verdicts({ page }, { id: 'bob', status: 'offline' })['setAgentStatus']).toBe('notConnected');
  });
});
