import { describe, expect, it } from 'vitest';
import { decodeRequest, decodeServerMessage, encodeRequest, encodeUpdate, type Method, type Params } from './index.ts';
import { offered, readyAgent } from '../model/testing.ts';

/** `taken`, or the code it is refused with. */
function fate<M extends Method>(method: M, params: Params<M>): string {
  const read = decodeRequest(encodeRequest({ id: 1, method, params, commandId: 'k' }));
  return read.ok ? 'taken' : read.error.code;
}

describe('what is noted on a session is bounded', () => {
  const context = (context: object) => fate('call.setContext', { sessionId: 's', ...context });
  const annotate = (annotation: object) => fate('session.annotate', { sessionId: 's', annotation });
  const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, 'v']));

  it.each<[string, () => string, () => string]>([
    ['remark', () => context({ remark: 'é'.repeat(1000) }), () => context({ remark: 'x'.repeat(1001) })],
    // A CJK character is three bytes.
    ['user data', () => context({ userData: '字'.repeat(1365) }), () => context({ userData: '字'.repeat(1366) })],
    ['note', () => annotate({ note: '\n'.repeat(4000) }), () => annotate({ note: 'x'.repeat(4001) })],
    ['tags', () => annotate({ tags: Array(20).fill('t') }), () => annotate({ tags: Array(21).fill('t') })],
    ['tag', () => annotate({ tags: ['t'.repeat(64)] }), () => annotate({ tags: ['t'.repeat(65)] })],
    ['data keys', () => annotate({ data: keys(50) }), () => annotate({ data: keys(51) })],
    [
      'data value',
      () => annotate({ data: { k: 'v'.repeat(1000) } }),
      () => annotate({ data: { k: 'v'.repeat(1001) } }),
    ],
  ])('%s', (_, within, beyond) => {
    expect(within()).toBe('taken');
    expect(beyond()).toBe('invalidArgument');
  });
});

describe('caller numbers and phones', () => {
  it.each<[string, string, () => string]>([
    ['a number', 'taken', () => fate('agent.setCallerNumber', { number: '4000' })],
    ['none', 'taken', () => fate('agent.setCallerNumber', { number: null, owner: 'app' })],
    ['a pool', 'taken', () => fate('agent.setCallerNumber', { pool: 'north', owner: 'agent' })],
    ['both', 'invalidArgument', () => fate('agent.setCallerNumber', { pool: 'north', number: '1' })],
    ['neither', 'invalidArgument', () => fate('agent.setCallerNumber', {} as never)],
    ['an unknown owner', 'invalidArgument', () => fate('agent.setCallerNumber', { pool: 'n', owner: 'x' as never })],
    ['pools for a call', 'taken', () => fate('call.dial', { to: { number: '1' }, callerPools: ['a'], bizId: 'b' })],
    ['no pool at all', 'invalidArgument', () => fate('call.dial', { to: { number: '1' }, callerPools: [] })],
    ['a mobile', 'taken', () => fate('call.dial', { to: { agent: 'bob', useMobile: true } })],
    [
      'the mobile of a number',
      'invalidArgument',
      () => fate('call.dial', { to: { number: '1', useMobile: true } as never }),
    ],
    ['a phone without a number', 'taken', () => fate('agent.setPhone', { mode: 'mobile' })],
    [
      'an IVR that is waited for',
      'taken',
      () => fate('call.transfer', { sessionId: 's', to: { ivr: 'i', node: 'n', agentLeg: 'wait' } }),
    ],
  ])('%s: %s', (_, expected, ask) => expect(ask()).toBe(expected));
});

it('carries why a customer is back in the queue, and the pool an agent chose', () => {
  const requeued = { agent: 'bob', name: 'Bob', why: 'agentLost' } as const;
  const session = offered({ context: { requeued } });
  const read = decodeServerMessage(encodeUpdate('e', 1, { type: 'session', session, cause: 'sessionOffered' }));
  expect(read).toMatchObject({ value: { update: { session: { context: { requeued } } } } });
  const agent = { ...readyAgent(), callerPool: 'north' };
  const told = decodeServerMessage(encodeUpdate('e', 2, { type: 'agent', agent, cause: 'agentChanged' }));
  expect(told).toMatchObject({ value: { update: { agent: { callerPool: 'north' } } } });
});

it('a supervision begins in one of three ways; taking over is none', () => {
  const listen = (more: object) => fate('supervisor.listen', { agent: 'bob', session: 's1', ...more });
  expect([{}, { mode: 'listen' }, { mode: 'whisper' }, { mode: 'barge' }].map(listen)).toEqual(Array(4).fill('taken'));
  expect(listen({ mode: 'intercept' })).toBe('invalidArgument');
});
