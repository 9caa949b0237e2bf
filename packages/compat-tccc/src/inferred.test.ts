import { describe, expect, it } from 'vitest';

import type { Inferred } from './options.ts';
import { openPage, type OpenPage } from './testing/open-page.ts';

/** A page whose call was answered, with that reading of the documents. */
async function talking(inferred: Partial<Inferred>): Promise<OpenPage & { sessionId: string }> {
  const page = await openPage({ inferred });
  const sessionId = page.centre.callIn();
  await page.tccc.Call.accept({ sessionId });
  return { ...page, sessionId };
}

describe('where the documents are silent, the other reading', () => {
  it('tells the end after a call moved on', async () => {
    for (const [sessionEndedAfterAutoTransfer, ends] of [
      [false, []],
      [true, ['sessionEnded']],
    ] as const) {
      const { centre, names } = await openPage({ inferred: { sessionEndedAfterAutoTransfer } });
      centre.end(centre.callIn(), { reason: 'requeued', by: 'timer' });
      expect(names().filter((name) => name === 'sessionEnded' || name === 'autoTransfer')).toEqual([
        'autoTransfer',
        ...ends,
      ]);
    }
  });

  it('does not tell the end after a transfer', async () => {
    for (const [sessionEndedAfterTransfer, ends] of [
      [true, ['sessionEnded']],
      [false, []],
    ] as const) {
      const { centre, tccc, sessionId, names } = await talking({ sessionEndedAfterTransfer });
      await tccc.Call.transfer({ sessionId, userId: 'bob' });
      centre.end(sessionId, { reason: 'transferred', by: 'agent' });
      expect(names().filter((name) => name === 'sessionEnded' || name === 'transfer')).toEqual(['transfer', ...ends]);
    }
  });

  it('leaves after-call work alone when a session is deleted', async () => {
    const { centre, tccc, sessionId, names } = await talking({ deleteCallEndsWork: false });
    await tccc.Call.hungUp({ sessionId });
    expect((await tccc.Call.deleteCall({ sessionId })).status).toBe('success');
    expect([tccc.Agent.getStatus(), names().includes('sessionCompleted')]).toEqual(['arrange', false]);
    expect(centre.backend.requests.at(-1)?.method).toBe('call.hangup');
  });

  it('names reasons as it is told to', async () => {
    const { centre, sessionId, last } = await talking({
      reasons: ({ reason }) => ({ mainReason: `my ${reason}`, subReason: '' }),
    });
    centre.end(sessionId, { reason: 'busy', by: 'system' });
    expect(last('sessionEnded')).toMatchObject({ mainReason: 'my busy', subReason: '', closeBy: 'admin' });
  });
});
