import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleEngagement, sampleRecording, sampleSession, sessionWrite } from '../store/testing/samples.ts';
import { type ApiRig, apiRig } from './testing/api-rig.ts';

const BEGAN = 1_800_000_000_000;
let rig: ApiRig;
beforeEach(async () => {
  rig = await apiRig();
});
afterEach(() => rig.stop());

/** A session of Alice, and what is special about it. */
function put(
  n: number,
  part: Parameters<typeof sampleEngagement>[0] = {},
  session: Parameters<typeof sampleSession>[0] = {},
): void {
  const [id, of] = [`s${n}`, session.app ?? 'shop'];
  const engagement = sampleEngagement({ app: of, id: `${id}-1`, sessionId: id, ...part });
  rig.keeper.put(sessionWrite(sampleSession({ id, createdAt: BEGAN + n, ...session }), [engagement]));
}

interface Calls {
  calls: { id: string; recordings: { id: string }[]; missed: unknown }[];
  next: string | null;
}

async function ask(query = '', who: Parameters<ApiRig['token']>[0] = {}) {
  const key = await rig.token({ agent: 'alice', role: 'agent', ...who });
  const { status, body } = await rig.ask('GET', `/v1/own/calls${query}`, { key });
  return { status, body: body as Calls };
}
const ids = ({ body }: { body: Calls }): string[] => body.calls.map(({ id }) => id);

describe('own calls', () => {
  it('are whole, right after they ended, and name no app', async () => {
    put(1);
    const { status, body } = await ask();
    expect(status).toBe(200);
    expect(body).toEqual({
      calls: [
        {
          ...{ id: 's1-1', sessionId: 's1', role: 'handler', direction: 'in', skillGroup: 'sales' },
          peer: { id: 'p', role: 'customer', state: 'joined' },
          ...{ offeredAt: BEGAN + 10_000, answeredAt: BEGAN + 20_000, endedAt: BEGAN + 40_000 },
          end: { reason: 'remoteHangup', by: 'peer' },
          ...{ ringMs: 10_000, talkMs: 10_000, holdMs: 10_000, wrapMs: 10_000 },
          annotation: { disposition: 'sold', tags: ['a', 'b'] },
          ...{ missed: null, recordings: [] },
        },
      ],
      next: null,
    });
  });

  it('are no other agent’s and no other app’s, nor those that go on', async () => {
    put(1);
    put(2, { agent: 'bob', agentName: 'Bob' });
    put(3, {}, { app: 'rival' });
    put(4, { endedAt: null, end: null, doneAt: null, state: 'talk' }, { endedAt: null, end: null, state: 'talk' });
    expect(ids(await ask())).toEqual(['s1-1']);
    expect(ids(await ask('', { agent: 'bob' }))).toEqual(['s2-1']);
    expect(ids(await ask('', { app: 'rival' }))).toEqual(['s3-1']);
    expect(ids(await ask('', { agent: 'carol', role: 'supervisor', rights: ['supervise'] }))).toEqual([]);
  });

  it('come newest first, page after page', async () => {
    for (const n of [1, 2, 3, 4, 5]) put(n);
    const first = await ask('?limit=2');
    expect(ids(first)).toEqual(['s5-1', 's4-1']);
    const second = await ask(`?limit=2&after=${first.body.next}`);
    expect(ids(second)).toEqual(['s3-1', 's2-1']);
    const third = await ask(`?limit=2&after=${second.body.next}`);
    expect([ids(third), third.body.next]).toEqual([['s1-1'], null]);
  });

  it('name the recordings that are whole to who may play them, and not of a call that was missed', async () => {
    const missed = { why: 'tooSlow', rangMs: 20_000, limitMs: 20_000 } as const;
    const again = { offeredAt: BEGAN + 5000, answeredAt: null, end: { reason: 'noAnswer', by: 'timer' } as const };
    const parts = [sampleEngagement({ id: 's1-0', ...again, missed }), sampleEngagement({ id: 's1-1' })];
    rig.keeper.put(sessionWrite(sampleSession(), parts));
    rig.keeper.put({ type: 'recording', recording: sampleRecording() });
    rig.keeper.put({ type: 'recording', recording: sampleRecording({ id: 'r2', state: 'on', endedAt: null }) });
    rig.keeper.put({ type: 'recording', recording: sampleRecording({ id: 'r3', state: 'deleted', deletedAt: 1 }) });
    const { body } = await ask('', { rights: ['playRecordings'] });
    const sound = { id: 'r1', startedAt: BEGAN + 20_000, ms: 20_000 };
    expect(body.calls).toMatchObject([
      { id: 's1-1', recordings: [sound] },
      { id: 's1-0', recordings: [], missed },
    ]);
    expect((await ask('', { rights: ['record'] })).body.calls[0]?.recordings).toEqual([]);
  });

  it('are read by who supervises some skill groups only, too', async () => {
    put(1);
    const { status, body } = await ask('', { role: 'supervisor', supervises: ['sales'] });
    expect(status).toBe(200);
    expect(ids({ body })).toEqual(['s1-1']);
  });

  it('are nobody’s with a key, which is no agent’s', async () => {
    expect(await rig.ask('GET', '/v1/own/calls')).toMatchObject({ status: 403 });
    expect(await rig.ask('GET', '/v1/own/calls', { key: null })).toMatchObject({ status: 401 });
  });

  it.each(['?limit=0', '?limit=1000', '?after=x', '?agent=bob'])('are not asked for by %s', async (query) => {
    expect((await ask(query)).status).toBe(400);
  });
});
