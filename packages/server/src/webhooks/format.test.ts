import { describe, expect, it } from 'vitest';
import type { WebhookEvent } from '../store/webhooks.types.ts';
import { createFormat } from './format.ts';
import type { CompletedRecord } from './formats/format.types.ts';

const AT = Date.UTC(2026, 10, 22, 6, 50);
const part = (over: Partial<CompletedRecord['engagements'][number]> = {}): CompletedRecord['engagements'][number] => ({
  ...{ id: 's1-1', agent: 'anna@shop.example', agentName: 'Anna', role: 'handler', skillGroup: '7' },
  ...{ offeredAt: AT + 10_000, answeredAt: AT + 15_000, endedAt: AT + 75_000, doneAt: AT + 80_000 },
  ...{ end: { reason: 'remoteHangup', by: 'peer' }, ringMs: 5000, talkMs: 60_000, holdMs: 0, wrapMs: 5000 },
  annotation: { tags: ['vip'], note: 'pays on Friday' },
  ...over,
});
const record = (over: Partial<CompletedRecord> = {}): CompletedRecord => ({
  ...{ id: 's1', kind: 'phone', direction: 'in', from: '+8613800138000', to: '4000', skillGroup: '7' },
  ...{ createdAt: AT, answeredAt: AT + 15_000, endedAt: AT + 75_000, end: { reason: 'remoteHangup', by: 'peer' } },
  ...{ requeues: 0, beforeMs: 4000, queueMs: 6000, ringMs: 5000, talkMs: 60_000, holdMs: 0 },
  context: {
    ...{ flow: 'in', skillGroup: { id: '7', name: 'Sales' }, userData: 'order 5', bizId: 'b-1' },
    ivrPath: [{ key: '1', label: 'Support' }],
  },
  engagements: [part()],
  steps: [],
  recordings: [{ id: 'r1', state: 'done', startedAt: AT, endedAt: AT, ms: 60_000, bytes: 9 }],
  ...over,
});
const event = (type: string, data: unknown): WebhookEvent => ({
  ...{ app: 'shop', id: 'evt_1', type, sessionId: 's1', seq: 1, at: AT },
  payload: {
    ...{ version: 1, id: 'evt_1', type, timestamp: new Date(AT).toISOString(), app: 'shop', sessionId: 's1', seq: 1 },
    data,
  },
});
const hook = (format: 'tccc' | 'ccsdk' | null) => ({ url: 'https://crm.example/cdr?key=1', format });
const put = createFormat(
  [{ id: 'shop', defaultCountry: 'CN', vendors: { tccc: { sdkAppId: 1_400_000_000 } } }],
  (number, language) => `${language} ${number}`,
);
const sent = (format: 'tccc' | 'ccsdk' | null, one = record(), app = 'shop') => {
  const { url, contentType, body } = put(event('record.completed', { record: one }), { app, ...hook(format) });
  return { url, contentType, body: JSON.parse(body) as Record<string, unknown> };
};

describe('a record in TCCC’s shape', () => {
  it('has every published field, with its type', () => {
    const { url, contentType, body } = sent('tccc');
    expect(url).toBe('https://crm.example/cdr?key=1&action=cdr&version=1');
    expect(contentType).toBe('application/json;charset=utf8');
    const [start, seconds] = [AT / 1000, (ms: number) => AT / 1000 + ms];
    expect(body).toEqual({
      ...{ SdkAppId: 1_400_000_000, SessionId: 's1', Caller: '+8613800138000', Callee: '4000', Direction: 0 },
      ...{ CallType: 2, Duration: 60, CallerLocation: 'zh +8613800138000', IVRDuration: 4, HungUpSide: 'user' },
      SeatUser: { UserId: 'anna@shop.example', Mail: 'anna@shop.example', Name: 'Anna' },
      ...{ StartTimestamp: start, QueuedTimestamp: seconds(4), RingTimestamp: seconds(10) },
      ...{ AcceptTimestamp: seconds(15), EndedTimestamp: seconds(75), EndStatusString: 'ok' },
      ...{ IVRKeyPressed: ['1'], IVRKeyPressedEx: [{ Key: '1', Label: 'Support' }], PostIVRKeyPressed: [] },
      ...{ QueuedSkillGroupName: 'Sales', QueuedSkillGroupId: 7, RecordId: 'r1', UserRemark: '', Uui: 'order 5' },
      ServeParticipants: [
        {
          ...{ Sequence: 0, Mail: 'anna@shop.example', Phone: '', Type: 'staffSeat', RecordId: 'r1' },
          ...{ StartTimestamp: seconds(10), RingTimestamp: seconds(10), AcceptTimestamp: seconds(15) },
          ...{ EndedTimestamp: seconds(75), TransferFrom: '', TransferTo: '', EndStatusString: 'ok' },
          ...{ SkillGroupId: 7, SkillGroupName: 'Sales' },
        },
      ],
    });
  });

  const end = (reason: NonNullable<CompletedRecord['end']>['reason'], by: 'agent' | 'peer' | 'system' = 'peer') => ({
    ...{ answeredAt: null, end: { reason, by } },
  });
  const bare = { ...record().context };
  delete bare.skillGroup;
  it.each([
    ['waitingGiveUp', 'user', { ...end('remoteCancel'), engagements: [] }],
    ['ivrGiveUp', 'user', { ...end('remoteCancel'), engagements: [], context: bare }],
    ['ringingGiveUp', 'user', { ...end('remoteCancel'), engagements: [part({ answeredAt: null })] }],
    ['noSeatOnline', 'system', { ...end('policyBlocked', 'system'), engagements: [] }],
    ['busy', 'user', { ...end('busy'), direction: 'out' as const }],
    ['numberNotExist', 'user', { ...end('invalidNumber'), direction: 'out' as const }],
    ['callerCancel', 'seat', { ...end('localCancel', 'agent'), direction: 'out' as const }],
    ['agent transfer', 'seat', { end: { reason: 'transferred' as const, by: 'agent' as const } }],
  ])('ends with %s by %s', (status, side, over) => {
    expect(sent('tccc', record(over)).body).toMatchObject({ EndStatusString: status, HungUpSide: side });
  });

  describe('says who passed the call on to whom', () => {
    const transferred = { reason: 'transferred', by: 'agent' } as const;
    const at = (agent: string, [offered, answered, ended]: (number | null)[], over: Parameters<typeof part>[0] = {}) =>
      part({ agent, offeredAt: offered ?? 0, answeredAt: answered ?? null, endedAt: ended ?? null, ...over });
    const missed = { end: { reason: 'requeued', by: 'timer' } } as const;
    const alice = at('alice', [1, 2, 20], { end: transferred });
    const passed = (...engagements: CompletedRecord['engagements']) =>
      (sent('tccc', record({ engagements })).body['ServeParticipants'] as Record<string, unknown>[]).map(
        ({ Mail, TransferFrom, TransferTo }) => [Mail, TransferFrom, TransferTo],
      );

    it.each([
      ['past a supervisor', [alice, at('sam', [5, 6, 30], { role: 'supervisor' }), at('bob', [15, 19, 40])]],
      ['after a consultation', [alice, at('bob', [5, 8, 40], { role: 'handler' })]],
      ['that rings on when the first has gone', [alice, at('bob', [15, 25, 40])]],
    ])('%s', (_how, engagements) => {
      expect(passed(...engagements)).toEqual([
        ['alice', '', 'bob'],
        ['bob', 'alice', ''],
      ]);
    });

    it('past who was asked first and who did not take it', () => {
      const asked = at('bob', [3, 4, 10], { role: 'consulted', end: { reason: 'remoteHangup', by: 'peer' } });
      const [late, taker] = [at('carol', [21, null, 30], missed), at('dan', [30, 33, 50], { end: transferred })];
      expect(passed(alice, asked, late, taker, at('eve', [45, 49, 60]))).toEqual([
        ['alice', '', 'dan'],
        ['bob', '', ''],
        ['carol', '', ''],
        ['dan', 'alice', 'eve'],
        ['eve', 'dan', ''],
      ]);
    });

    it('and nobody where it was offered again, rung at many, or went outside', () => {
      const none = (...names: string[]) => names.map((name) => [name, '', '']);
      expect(passed(at('alice', [1, null, 9], missed), at('bob', [9, 12, 40]))).toEqual(none('alice', 'bob'));
      expect(passed(at('alice', [1, null, 9], missed), at('bob', [1, 9, 40]), at('carol', [1, null, 9]))).toEqual(
        none('alice', 'bob', 'carol'),
      );
      expect(passed(alice)).toEqual(none('alice'));
    });
  });

  it('has no seat and no times where there were none', () => {
    const { body } = sent('tccc', record({ ...end('remoteCancel'), engagements: [], recordings: [] }));
    expect(body).toMatchObject({ SeatUser: null, Duration: 0, AcceptTimestamp: 0, RingTimestamp: 0, RecordId: '' });
  });
});

describe('a record in itniotech’s shape', () => {
  it('has every published field, with its type', () => {
    const { url, contentType, body } = sent('ccsdk');
    expect([url, contentType]).toEqual(['https://crm.example/cdr?key=1', 'application/json;charset=UTF-8']);
    expect(body).toEqual({
      ...{ callId: 'b-1', callSessionId: 's1', called: '4000', calledInfo: 'order 5', caller: '+8613800138000' },
      ...{ ccode: '86', ccodeName: 'China', agentName: 'Anna', agentAccount: 'anna@shop.example' },
      ...{ agentGroupName: 'Sales', callDuration: 60, callType: 2, hangupCode: '200', hangupReason: 9 },
      ...{ hangingDirection: 0, labels: ['vip'], baseCost: '0', cost: '0', remark: 'pays on Friday' },
      ...{ callStartTime: '2026-11-22 06:50:00', answerTime: '2026-11-22 06:50:15' },
      ...{ callEndTime: '2026-11-22 06:51:15', voiceUrl: '/v1/recordings/r1' },
    });
  });

  it.each([
    [0, 3, { direction: 'out' as const, answeredAt: null, end: { reason: 'noAnswer' as const, by: 'timer' as const } }],
    [1, 1, { direction: 'out' as const, end: { reason: 'localHangup' as const, by: 'agent' as const } }],
    [3, 1, { end: { reason: 'transferred' as const, by: 'agent' as const } }],
    [4, 3, { end: { reason: 'systemError' as const, by: 'system' as const } }],
    [5, 0, { direction: 'out' as const, end: { reason: 'unreachable' as const, by: 'peer' as const } }],
    [6, 0, { direction: 'out' as const, end: { reason: 'invalidNumber' as const, by: 'peer' as const } }],
    [7, 0, { direction: 'out' as const, end: { reason: 'busy' as const, by: 'peer' as const } }],
    [8, 0, { answeredAt: null, end: { reason: 'remoteCancel' as const, by: 'peer' as const } }],
  ])('ends for reason %i by %i', (hangupReason, hangingDirection, over) => {
    expect(sent('ccsdk', record(over)).body).toMatchObject({ hangupReason, hangingDirection });
  });

  it('brings what the page said of whom it called, whatever the agent noted', () => {
    const context = { flow: 'out' as const, remark: 'order 7' };
    expect(sent('ccsdk', record({ context })).body).toMatchObject({ calledInfo: 'order 7', remark: 'pays on Friday' });
    const both = { ...context, userData: 'of ours' };
    expect(sent('ccsdk', record({ context: both })).body).toMatchObject({ calledInfo: 'order 7' });
    expect(sent('ccsdk', record({ context: { flow: 'in' } })).body).toMatchObject({ calledInfo: '' });
  });

  it('has the whole address of the sound where the server knows its own', () => {
    const named = createFormat([{ id: 'shop' }], () => null, 'https://calls.example/phone');
    const told = (one: CompletedRecord) =>
      JSON.parse(named(event('record.completed', { record: one }), { app: 'shop', ...hook('ccsdk') }).body) as object;
    expect(told(record())).toMatchObject({ voiceUrl: 'https://calls.example/phone/v1/recordings/r1' });
    expect(told(record({ recordings: [] }))).toMatchObject({ voiceUrl: '' });
  });

  it('names no country of what is no number', () => {
    expect(sent('ccsdk', record({ from: 'anonymous' })).body).toMatchObject({ ccode: '', ccodeName: '' });
    expect(sent('ccsdk', record({ from: null })).body).toMatchObject({ caller: '', ccode: '' });
  });
});

it('another endpoint, another app and another event are ours', () => {
  for (const { body, url } of [sent(null), sent('tccc', record(), 'rival')]) {
    expect(body).toMatchObject({ type: 'record.completed', version: 1 });
    expect(url).toBe('https://crm.example/cdr?key=1');
  }
  const test = put(event('webhook.test', {}), { app: 'shop', ...hook('tccc') });
  expect(JSON.parse(test.body)).toMatchObject({ type: 'webhook.test' });
});
