import { CallstationError, type AgentSnapshot } from '@callstation/core';
import { constantFields, createSeat, fakeAgent, fakeOffer, fakeState, settle } from '@callstation/testkit';
import { describe, expect, it, vi } from 'vitest';

import { CALL_STATUS } from './call-status.ts';
import { detailOf } from './detail.ts';
import { SEAT_STATUS } from './seat-status.ts';
import { Sdk } from './sdk.ts';
import { calls, createEar, keepConsole, openBench } from './testing/bench.ts';
import { CALL_STATUSES, EVENTS } from './testing/table.ts';

const onBreak = (agent: AgentSnapshot) => ({ ...agent, status: 'break' }) as AgentSnapshot;

keepConsole();

describe('the numbers of the document', () => {
  it('are those of the table', () => {
    const statuses = EVENTS.find(({ name }) => name === 'onSeatStatus')?.payload;
    expect(new Set<number | string>(Object.values(SEAT_STATUS))).toEqual(new Set(Object.values(statuses ?? {})));
    expect(CALL_STATUS).toEqual(CALL_STATUSES);
  });

  it('come as a list of one, with the fields of that one beside it', () => {
    const detail = detailOf({ callStatus: 3, calledNumber: '007' });
    expect(Array.isArray(detail)).toBe(true);
    expect(detail).toHaveLength(1);
    expect([detail[0].calledNumber, detail.calledNumber, detail.callStatus]).toEqual(['007', '007', 3]);
    expect(detailOf(2)).toEqual([2]);
  });
});

describe('a sign-in', () => {
  it('tells that sound can flow, and the status', async () => {
    const { ear } = await openBench();
    expect(ear.news()).toEqual([
      ['onWebrtcStatus', 1],
      ['onSeatStatus', 2],
    ]);
  });

  it('may come before the element, which is then shown the seat and told of it', async () => {
    const { sdk } = await openBench();
    const late = createEar();
    sdk.attach(late);
    expect(late.heard).toEqual([]);
    await settle();
    expect(late.shown.at(-1)).not.toBeNull();
    expect(late.news()).toEqual([
      ['onWebrtcStatus', 1],
      ['onSeatStatus', 2],
    ]);
  });

  it('without a token, or with nothing at all, is told by onHttp, to a late element too', async () => {
    for (const given of [undefined, null, 'Bearer abc', {}, { token: 7 }, { token: '' }]) {
      const sdk = new Sdk();
      const [ear, late] = [createEar(), createEar()];
      sdk.attach(ear);
      sdk.register(given);
      expect(ear.heard).toEqual([]);
      await settle();
      expect(ear.news()).toMatchObject([['onHttp', { code: 100200, message: expect.any(String) }]]);
      sdk.attach(late);
      await settle();
      expect(late.news()).toMatchObject([['onHttp', { code: 100200 }]]);
    }
  });

  it('posts the whole credential, and tells what the centre says of it', async () => {
    const asked: unknown[] = [];
    vi.stubGlobal('fetch', async (url: string, { body }: { body: string }) => {
      asked.push([url, JSON.parse(body)]);
      return Response.json({ error: { code: 'tokenExpired', message: 'Too old.' } }, { status: 401 });
    });
    vi.stubGlobal('WebSocket', class {});
    const sdk = new Sdk();
    const ear = createEar();
    sdk.attach(ear);
    sdk.register({ token: 'Bearer abc', centre: 'https://cc.example.com/base/' });
    await vi.waitFor(() => expect(ear.heard.length).toBeGreaterThan(0));
    expect(asked[0]).toEqual(['https://cc.example.com/base/vendors/ccsdk/seat', { authentication: 'Bearer abc' }]);
    expect(ear.heard[0]).toMatchObject({ name: 'onHttp', payload: { code: 100200 } });
  });

  it.each([
    ['not a url', -22],
    ['', -22],
  ])('to a centre at “%s” tells so', async (centre, code) => {
    const { ear } = await openBench({ signIn: false });
    const sdk = new Sdk();
    sdk.attach(ear);
    sdk.register({ token: 'Bearer abc', centre });
    await settle();
    expect(ear.news()).toMatchObject([['onHttp', { code }]]);
  });

  it('with another credential replaces the seat; with the same one changes only what is shown', async () => {
    const { sdk, ear, seat } = await openBench();
    const other = createSeat();
    ear.news();
    sdk.register({ token: 'Bearer abc', isRemark: false });
    await settle();
    expect(ear.shown.at(-1)).toBe(seat);
    expect(ear.news()).toEqual([]);
    sdk.register({ token: 'Bearer xyz', workstation: other.workstation, callstation: { pages: 'all' } });
    await settle();
    expect(ear.shown.at(-1)).toBe(other.workstation);
    expect(ear.news()).toEqual([
      ['onWebrtcStatus', 0],
      ['onWebrtcStatus', 1],
      ['onSeatStatus', 2],
    ]);
    // Of the one before nothing is heard any more.
    await seat.agent.setStatus('not-ready');
    expect(ear.news()).toEqual([]);
  });
});

describe('a second registration with the same credential', () => {
  const token = 'Bearer abc';
  const centre = 'https://cc.example';

  /** Takes notes of what is asked of the centre; `code`: why it is refused, null: it is never answered. */
  function createExchange(code: 'network' | 'unauthorized' | null) {
    const asked: string[] = [];
    const exchange = ({ url }: { url: string }): Promise<string> => {
      asked.push(new URL(url).host);
      return code === null ? new Promise(() => undefined) : Promise.reject(new CallstationError(code));
    };
    return { asked, exchange };
  }

  it('after one that failed signs in anew, and is told what comes of it', async () => {
    const sdk = new Sdk();
    const ear = createEar();
    sdk.attach(ear);
    const [first, second] = [createExchange('network'), createExchange('unauthorized')];
    sdk.register({ token, centre, exchange: first.exchange });
    await settle();
    // Nobody goes on trying: it does not say so.
    expect(ear.news()).toEqual([['onHttp', { code: -18, message: 'The centre did not answer in time. Try again.' }]]);
    sdk.register({ token, centre, exchange: second.exchange });
    await settle();
    expect([first.asked, second.asked]).toEqual([['cc.example'], ['cc.example']]);
    expect(ear.news()).toMatchObject([['onHttp', { code: 100200 }]]);
    expect(new Set(ear.shown).size).toBe(3);
  });

  it.each(['replaced', 'refused', 'closed'] as const)('of a seat that is %s signs in anew', async (state) => {
    const { sdk, ear, centre: there } = await openBench({ centre });
    const { asked, exchange } = createExchange('unauthorized');
    const error = new CallstationError(state === 'refused' ? 'licenseExceeded' : 'kicked').toData();
    const failed = state === 'closed' ? {} : { error };
    there.backend.emit({ type: 'page', page: { connection: { state, since: 1, ...failed } } });
    ear.news();
    sdk.register({ token, centre, exchange });
    await settle();
    expect(asked).toEqual(['cc.example']);
    expect(ear.news()).toMatchObject([['onHttp', { code: 100200 }]]);
  });

  it.each(['ready', 'connecting', 'reconnecting'] as const)('of a seat that is %s keeps it', async (state) => {
    const { sdk, ear, centre: there, seat } = await openBench({ centre });
    const { asked, exchange } = createExchange('unauthorized');
    there.backend.emit({ type: 'page', page: { connection: { state, since: 1 } } });
    ear.news();
    sdk.register({ token, centre, exchange, isRemark: false });
    await settle();
    expect(asked).toEqual([]);
    expect(ear.news()).toEqual([]);
    expect(ear.shown.at(-1)).toBe(seat);
  });

  it('in the same moment asks once; at another centre there, too', async () => {
    const sdk = new Sdk();
    const { asked, exchange } = createExchange(null);
    sdk.register({ token, centre, exchange });
    sdk.register({ token, centre, exchange, lang: 'es' });
    await settle();
    expect(asked).toEqual(['cc.example']);
    sdk.register({ token, centre: 'https://other.example', exchange });
    await settle();
    expect(asked).toEqual(['cc.example', 'other.example']);
  });
});

describe('the documented sequences', () => {
  it('out, answered: calling, ringing, talking, ended', async () => {
    const bench = await openBench();
    await bench.sdk.callPhone({ phone: '007', info: 'x'.repeat(1200) });
    expect(bench.centre.backend.requests.at(-1)?.params).toMatchObject({
      to: { number: '007' },
      remark: 'x'.repeat(1000),
    });
    bench.centre.tell(bench.centre.newest, { type: 'peerRinging' });
    bench.centre.tell(bench.centre.newest, { type: 'peerAnswered' });
    await bench.hangup();
    expect(bench.answers).toEqual([{ code: 0, message: expect.any(String) }]);
    expect(calls(bench)).toEqual([
      [1, '007'],
      [2, '007'],
      [3, '007'],
      [4, '007'],
    ]);
  });

  it.each([
    ['while it is dialled', 0],
    ['while it rings', 1],
  ])('out, given up %s: 5 at the end', async (_, rings) => {
    const bench = await openBench();
    await bench.sdk.callPhone({ phone: '10001' });
    if (rings) bench.centre.tell(bench.centre.newest, { type: 'peerRinging' });
    await bench.hangup();
    expect(calls(bench).map((call) => (call as number[])[0])).toEqual(rings ? [1, 2, 5] : [1, 5]);
    expect(bench.answers).toMatchObject([{ code: 0 }]);
  });

  it('in, answered at the panel: ringing, talking, ended, post-call, idle', async () => {
    const { ear, centre, seat } = await openBench();
    ear.news();
    const id = centre.callIn();
    await seat.calls.answer(id);
    centre.end(id, { reason: 'remoteHangup', by: 'peer' });
    centre.endWrapUp();
    expect(ear.news()).toEqual([
      ['onCall', { callStatus: 2, calledNumber: '+491701234567' }],
      ['onCall', { callStatus: 3, calledNumber: '+491701234567' }],
      ['onCall', { callStatus: 4, calledNumber: '+491701234567' }],
      ['onSeatStatus', 4],
      ['onSeatStatus', 2],
    ]);
  });

  it('in, refused by hangupCall or given up: 5', async () => {
    const bench = await openBench({ callstation: { inboundNumber: 'called', pages: 'all' } });
    bench.centre.callIn();
    await bench.hangup();
    bench.centre.end(bench.centre.callIn(), { reason: 'remoteCancel', by: 'peer' });
    expect(calls(bench)).toEqual([2, 5, 2, 5].map((status) => [status, '+4930123456']));
  });

  it('leaves the list without an end: 5 before it was answered, 4 after', async () => {
    const bench = await openBench();
    const leave = (id: string): void => bench.centre.backend.emit({ type: 'removed', id, cause: 'sessionRemoved' });
    leave(bench.centre.callIn());
    const answered = bench.centre.callIn();
    await bench.seat.calls.answer(answered);
    leave(answered);
    expect(calls(bench).map((call) => (call as number[])[0])).toEqual([2, 5, 2, 3, 4]);
  });

  it('tells every status of the seat', async () => {
    const { ear, seat } = await openBench();
    ear.news();
    await seat.agent.setStatus('not-ready');
    await seat.agent.setStatus({ status: 'break', reason: 'lunch' });
    await seat.agent.setStatus('offline');
    await seat.agent.setStatus('idle');
    expect(ear.news().map(([, payload]) => payload)).toEqual([3, 5, 1, 2]);
  });

  it('tells a lost connection, and that it is back', async () => {
    const { ear, centre, sdk } = await openBench();
    ear.news();
    const connection = (state: 'reconnecting' | 'ready' | 'replaced'): void =>
      centre.backend.emit({ type: 'page', page: { connection: { state, since: 1 } } });
    connection('reconnecting');
    await sdk.reConnectWebrtc();
    connection('ready');
    expect(ear.news()).toEqual([
      ['onWebrtcStatus', 0],
      ['onWebrtcStatus', 1],
    ]);
    centre.backend.emit({ type: 'page', page: { sip: 'lost' } });
    expect(ear.news()).toEqual([['onWebrtcStatus', 0]]);
    const error = new CallstationError('kicked').toData();
    centre.backend.emit({ type: 'page', page: { connection: { state: 'replaced', since: 2, error } } });
    expect(ear.news()).toMatchObject([['onHttp', { code: 100200 }]]);
    // The document's sample calls it whenever it hears 0: two pages would take the seat from each other for ever.
    await sdk.reConnectWebrtc();
    expect(ear.news()).toMatchObject([['onHttp', { code: 100200 }]]);
  });

  it('tells what became of a call while nobody could tell it, and of the seat', async () => {
    const bench = await openBench();
    const { ear, centre, seat } = bench;
    const id = centre.callIn();
    await seat.calls.answer(id);
    const agent = seat.getSnapshot().agent ?? fakeAgent();
    ear.news();
    const state = fakeState({ agent: onBreak(agent), sessions: [fakeOffer('next', '007')] });
    centre.backend.emit({ type: 'reset', state });
    expect(ear.news()).toEqual([
      ['onCall', { callStatus: 4, calledNumber: '+491701234567' }],
      ['onCall', { callStatus: 2, calledNumber: '007' }],
      ['onSeatStatus', 5],
    ]);
    centre.backend.emit({ type: 'reset', state });
    expect(ear.news()).toEqual([]);
  });

  it('tells that there is no connection when another registration fails', async () => {
    const { ear, sdk } = await openBench();
    ear.news();
    const exchange = (): Promise<string> => Promise.reject(new CallstationError('network'));
    sdk.register({ token: 'Bearer other', centre: 'https://cc.example', exchange });
    await settle();
    expect(ear.news()).toMatchObject([
      ['onWebrtcStatus', 0],
      ['onHttp', { code: -18 }],
    ]);
    sdk.register({ token: '' });
    await settle();
    expect(ear.news()).toMatchObject([['onHttp', { code: 100200 }]]);
  });

  it('connects again after the seat was closed', async () => {
    const { ear, seat, sdk } = await openBench();
    ear.news();
    await seat.close();
    expect(ear.news()).toEqual([['onWebrtcStatus', 0]]);
    await sdk.reConnectWebrtc();
    expect(ear.news()).toEqual(expect.arrayContaining([['onWebrtcStatus', 1]]));
  });

  it('says nothing of what the agent only supervises', async () => {
    const bench = await openBench();
    bench.centre.callIn({ role: 'supervisor' });
    expect(calls(bench)).toEqual([]);
  });

  it('is told by the lead page alone, unless every page is asked for', async () => {
    const { ear, centre, seat } = await openBench({ callstation: { pages: 'lead' } });
    ear.news();
    // Nobody leads before the first call.
    await seat.agent.setStatus('not-ready');
    expect(ear.news()).toEqual([]);
    centre.callIn();
    expect(ear.news()).toMatchObject([['onCall', { callStatus: 2 }]]);
  });
});

describe('an element that is made anew in the middle of a call', () => {
  it('tells the same from then on', async () => {
    const told = async (rebuild: boolean): Promise<unknown> => {
      const { sdk, ear, centre, seat } = await openBench();
      const id = centre.callIn();
      await seat.calls.answer(id);
      let now = ear;
      if (rebuild) {
        sdk.detach(ear);
        now = createEar();
        sdk.attach(now);
        await settle();
      }
      now.news();
      await seat.calls.hold(id);
      await seat.agent.setStatus('not-ready');
      centre.end(id, { reason: 'remoteHangup', by: 'peer' });
      centre.endWrapUp();
      await sdk.callPhone({ phone: '1' });
      return now.news();
    };
    const kept = await told(false);
    expect(kept).toHaveLength(5);
    expect(await told(true)).toEqual(kept);
  });
});

describe('over all of it', () => {
  it('no documented field is always the same', async () => {
    const bench = await openBench();
    await bench.sdk.callPhone({ phone: '1' });
    await bench.hangup();
    await bench.sdk.callPhone({});
    await bench.sdk.reConnectWebrtc();
    bench.centre.end(bench.centre.callIn(), { reason: 'remoteCancel', by: 'peer' });
    bench.centre.backend.emit({ type: 'page', page: { sip: 'lost' } });
    await bench.seat.agent.setStatus('not-ready');
    bench.centre.backend.handle('call.dial', () => {
      throw new CallstationError('mediaDenied');
    });
    await bench.sdk.callPhone({ phone: '1' });
    const told = bench.ear.heard.map(({ name, payload }) => [name, payload] as const);
    const fields = told.flatMap(([name, payload]) =>
      typeof payload === 'object' && payload !== null
        ? Object.keys(payload).map((field) => `${name}.${field}`)
        : `${name}.`,
    );
    expect([...new Set(fields)].toSorted()).toEqual(
      [
        'onCall.callStatus',
        'onCall.calledNumber',
        'onHttp.code',
        'onHttp.message',
        'onSeatStatus.',
        'onWebrtcStatus.',
      ].toSorted(),
    );
    expect(constantFields(told)).toEqual([]);
  });
});
