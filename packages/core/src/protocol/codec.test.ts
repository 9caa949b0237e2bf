import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AgentSnapshot, SessionSnapshot, State } from '../model/index.ts';
import {
  CallstationError,
  decodeRequest,
  decodeResult,
  decodeServerMessage,
  encodeError,
  encodePing,
  encodeRequest,
  encodeResult,
  encodeUpdate,
  ERRORS,
  errorData,
  isCommand,
  isTooLarge,
  LIMITS,
  METHODS,
} from './index.ts';

const load = { used: 0, max: 1 };
const agent: AgentSnapshot = {
  id: 'alice',
  name: 'Alice',
  since: 1,
  status: 'idle',
  wanted: { status: 'idle' },
  reach: 'page',
  leadPage: 'p1',
  load: { voice: load, chat: load, video: load },
  phone: { mode: 'page' },
  rights: ['dial'],
  skillGroups: ['sales'],
};
const session: SessionSnapshot = {
  id: 's1',
  engagementId: 'e1',
  kind: 'phone',
  role: 'handler',
  direction: 'in',
  phase: 'active',
  peer: { id: 'c', role: 'customer', state: 'joined' },
  context: { flow: 'in' },
  createdAt: 1,
  answeredAt: 2,
  leg: { state: 'flowing', at: { page: 'p1' } },
  mute: 'off',
  cameraOff: 'off',
  hold: 'none',
  consult: { state: 'none' },
  recording: 'off',
  others: [],
};
const state: State = {
  agent,
  sessions: [session],
  capabilities: { calls: ['answer'], chats: [], agent: ['dial'], kinds: ['phone'] },
};
const hello = { token: 't', pageId: 'p1', visible: true };

function refusal(text: string): string {
  const decoded = decodeRequest(text);
  return decoded.ok ? 'accepted' : decoded.error.code;
}
const request = (method: string, params: unknown, more: object = { commandId: 'c1' }): string =>
  JSON.stringify({ jsonrpc: '2.0', id: 1, method, params, ...more });

describe('decodeRequest', () => {
  it('reads what encodeRequest writes', () => {
    const text = encodeRequest({ id: 7, method: 'call.hold', params: { sessionId: 's1' }, commandId: 'c1' });
    expect(decodeRequest(text)).toEqual({
      ok: true,
      id: 7,
      method: 'call.hold',
      params: { sessionId: 's1' },
      commandId: 'c1',
    });
    expect(decodeRequest(encodeRequest({ id: 'a', method: 'hello', params: hello }))).toMatchObject({
      ok: true,
      commandId: null,
    });
  });

  it.each([
    ['not JSON', '{', 'malformed'],
    ['an empty text', '', 'malformed'],
    ['a number', '1', 'malformed'],
    ['null', 'null', 'malformed'],
    ['a batch', `[${request('bye', {}, {})}]`, 'malformed'],
    ['no version', '{"id":1,"method":"bye","params":{}}', 'malformed'],
    ['a notification', '{"jsonrpc":"2.0","method":"bye","params":{}}', 'malformed'],
    ['an id that is an object', '{"jsonrpc":"2.0","id":{},"method":"bye"}', 'malformed'],
    ['an id beyond safe integers', '{"jsonrpc":"2.0","id":1e300,"method":"bye"}', 'malformed'],
    ['a number that is infinite', '{"jsonrpc":"2.0","id":1,"method":"alive","params":{"ping":1e999}}', 'malformed'],
    ['an unknown member', request('bye', {}, { app: 'other' }), 'malformed'],
    ['deep nesting', `${'['.repeat(30_000)}${']'.repeat(30_000)}`, 'malformed'],
    ['a __proto__ key', '{"jsonrpc":"2.0","id":1,"method":"bye","params":{"__proto__":{"ok":1}}}', 'malformed'],
    ['more than 64 KiB', request('hello', { ...hello, token: 'x'.repeat(70_000) }), 'tooLarge'],
    ['an unknown method', request('call.explode', {}), 'unknownMethod'],
    ['a method of Object.prototype', request('constructor', {}), 'unknownMethod'],
    ['__proto__ as the method', request('__proto__', {}), 'unknownMethod'],
    ['a missing param', request('call.hold', {}), 'invalidArgument'],
    ['an unknown param', request('call.hold', { sessionId: 's', app: 'x' }), 'invalidArgument'],
    ['params that are an array', request('call.hold', ['s1']), 'invalidArgument'],
    ['CR LF in a number', request('call.dial', { to: { number: '1\r\nVia: x' } }), 'invalidArgument'],
    ['10 kB of number', request('call.dial', { to: { number: '1'.repeat(10_240) } }), 'invalidArgument'],
    ['two targets', request('call.dial', { to: { number: '1', agent: 'bob' } }), 'invalidArgument'],
    ['digits that are letters', request('call.sendDigits', { sessionId: 's', digits: '12x' }), 'invalidArgument'],
    ['Unicode digits as keys', request('call.sendDigits', { sessionId: 's', digits: '٣' }), 'invalidArgument'],
    ['a negative ping', request('alive', { ping: -1 }, {}), 'invalidArgument'],
    ['busy as a wish', request('agent.setStatus', { status: 'busy' }), 'invalidArgument'],
    ['a break without a reason', request('agent.setStatus', { status: 'break' }), 'invalidArgument'],
    ['a command without commandId', request('call.hold', { sessionId: 's' }, {}), 'invalidArgument'],
    ['an over-long commandId', request('call.hold', { sessionId: 's' }, { commandId: 'x'.repeat(65) }), 'malformed'],
  ])('refuses %s', (_, text, code) => {
    expect(refusal(text)).toBe(code);
  });

  it('accepts dial forms that only the number plan can judge', () => {
    for (const number of ['10001', '+8613800138000', 'tel:+1-201-555-0123', '１２３'])
      expect(refusal(request('call.dial', { to: { number } }))).toBe('accepted');
  });

  it('keeps the id of a refused request and never repeats a value', () => {
    const decoded = decodeRequest(request('hello', { ...hello, token: ['secret'] }, {}));
    expect(decoded).toMatchObject({ ok: false, id: 1 });
    expect(JSON.stringify(decoded)).not.toContain('secret');
    expect(JSON.stringify(decoded)).toContain('token');
  });

  it('never throws and never touches a prototype', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.json(),
          fc.jsonValue().map((v) => request('hello', v)),
        ),
        (text) => {
          expect(typeof decodeRequest(text).ok).toBe('boolean');
          expect(typeof decodeServerMessage(text).ok).toBe('boolean');
        },
      ),
    );
    fc.assert(
      fc.property(fc.constantFrom(...METHODS), fc.object({ withNullPrototype: false }), (method, params) => {
        const decoded = decodeRequest(request(method, params));
        if (!decoded.ok) expect(Object.hasOwn(ERRORS, decoded.error.code)).toBe(true);
      }),
    );
    expect(Object.hasOwn(Object.prototype, 'ok')).toBe(false);
  });
});

describe('decodeServerMessage', () => {
  it('reads every update the model has', () => {
    const updates = [
      { type: 'reset', state },
      { type: 'agent', agent, cause: 'agentStatusChanged' },
      { type: 'session', session, cause: 'sessionActive' },
      { type: 'removed', id: 's1', cause: 'sessionRemoved' },
      { type: 'append', chat: { chatId: 'c', seq: 1, id: 'm', from: 'alice', at: 1, body: { text: 'hi' } } },
      { type: 'append', transcript: { sessionId: 's1', seq: 1, flow: 'IN', text: 'hi', at: 1 } },
    ] as const;
    updates.forEach((update, i) =>
      expect(decodeServerMessage(encodeUpdate('e', i + 1, update))).toEqual({
        ok: true,
        value: { kind: 'update', epoch: 'e', seq: i + 1, update },
      }),
    );
    const signal = { type: 'signal', signal: { kind: 'typing', chatId: 'c' } } as const;
    expect(decodeServerMessage(encodeUpdate('e', null, signal))).toMatchObject({
      value: { seq: null, update: signal },
    });
  });

  it('reads answers, refusals and pings', () => {
    expect(decodeServerMessage(encodeResult(3, null))).toEqual({
      ok: true,
      value: { kind: 'result', id: 3, result: null },
    });
    const error = new CallstationError('forbidden').toData();
    expect(decodeServerMessage(encodeError(null, error))).toEqual({
      ok: true,
      value: { kind: 'error', id: null, error },
    });
    expect(decodeServerMessage(encodePing(9))).toEqual({ ok: true, value: { kind: 'ping', ping: 9 } });
  });

  it('lets a newer server add fields, verbs, causes, updates and notifications', () => {
    const newer = { ...agent, mood: 'good', rights: ['dial', 'teleport'] };
    expect(
      decodeServerMessage(
        JSON.stringify({
          jsonrpc: '2.0',
          method: 'update',
          params: { epoch: 'e', seq: 1, update: { type: 'agent', agent: newer, cause: 'moodChanged' } },
        }),
      ),
    ).toMatchObject({
      ok: true,
      value: { update: { cause: 'agentChanged', agent: { mood: 'good', rights: ['dial'] } } },
    });
    expect(
      decodeServerMessage(
        '{"jsonrpc":"2.0","method":"update","params":{"epoch":"e","seq":2,"update":{"type":"weather"}}}',
      ),
    ).toEqual({ ok: true, value: { kind: 'update', epoch: 'e', seq: 2, update: null } });
    expect(decodeServerMessage('{"jsonrpc":"2.0","method":"sing"}')).toMatchObject({ value: { kind: 'unknown' } });
  });

  it('refuses what is malformed', () => {
    const wrap = (params: unknown): string => JSON.stringify({ jsonrpc: '2.0', method: 'update', params });
    for (const text of [
      wrap({ epoch: 'e', seq: 0, update: { type: 'removed', id: 's', cause: 'sessionRemoved' } }),
      wrap({ epoch: 'e', update: { type: 'removed', id: 's', cause: 'sessionRemoved' } }),
      wrap({ epoch: 'e', seq: 1, update: { type: 'removed', cause: 'sessionRemoved' } }),
      wrap({ epoch: 'e', seq: 1, update: { type: 'session', session: { ...session, phase: 'gone' }, cause: 'x' } }),
      wrap({ epoch: 'e', seq: 1, update: { type: 'session', session: { ...session, leg: null }, cause: 'x' } }),
      wrap({ epoch: 'e', seq: 1, update: { type: 'toString' } }).replace('toString', '__proto__":1,"x'),
      '{"jsonrpc":"2.0","method":"ping","params":{}}',
      '{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"x"}}',
    ])
      expect(decodeServerMessage(text)).toMatchObject({ ok: false, error: { code: 'malformed' } });
  });
});

describe('decodeResult', () => {
  it('judges an answer by its method', () => {
    const answer = { epoch: 'e', seq: 0, serverTime: 1, leaseMs: 30_000, sip: null, state };
    expect(decodeResult('hello', answer)).toEqual({ ok: true, value: answer });
    expect(decodeResult('hello', { ...answer, epoch: 1 }).ok).toBe(false);
    expect(decodeResult('call.hold', null)).toEqual({ ok: true, value: null });
    expect(decodeResult('call.hold', {}).ok).toBe(false);
    expect(decodeResult('call.dial', { sessionId: 's1' }).ok).toBe(true);
    expect(decodeResult('renewToken', { token: 't' }).ok).toBe(true);
    expect(decodeResult('renewToken', null).ok).toBe(false);
  });
});

describe('bounds', () => {
  it('counts bytes as they are sent', () => {
    const limit = LIMITS.requestBytes;
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.integer({ min: limit - 300, max: limit }),
        (tail, head) => {
          const text = 'x'.repeat(head) + tail;
          expect(isTooLarge(text)).toBe(Buffer.byteLength(text) > limit);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('says of every method whether it is a command', () => {
    expect(METHODS.filter((method) => method.startsWith('call.')).every(isCommand)).toBe(true);
    expect(METHODS.filter((method) => method.startsWith('directory.')).some(isCommand)).toBe(false);
  });

  it('keeps the default text of a code', () => {
    expect(errorData('timeout')).toEqual({ code: 'timeout', ...{ message: ERRORS.timeout.message, retryable: true } });
  });
});
