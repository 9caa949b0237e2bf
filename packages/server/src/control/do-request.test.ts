import { createFakeClock, createFakeLogger, createFakeRandom } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';
import type { DecodedRequest } from '@callstation/core/protocol';
import { createChannel } from './channel.ts';
import type { ControlOptions } from './control.types.ts';
import { doRequest } from './do-request.ts';
import type { Page } from './pages.ts';
import { createFakeCentre } from './testing/fake-centre.ts';

describe('doRequest', () => {
  it('keeps a digest of what a command said, however long that was', async () => {
    const clock = createFakeClock();
    const kept: string[] = [];
    const page: Page = {
      seat: { identity: { app: 'app', agent: 'alice', name: 'Alice', role: 'agent', rights: [] }, page: 'p1' },
      agent: {
        channel: createChannel({ epoch: 'e', clock, onInCall: () => undefined }),
        memory: {
          once(_id, what, work) {
            kept.push(what);
            return work();
          },
          isEmpty: () => true,
        },
        pages: new Set(),
      },
      lease: { alive() {}, renew() {}, retime() {}, ms: () => 0, end() {} },
      retime() {},
      wire: null,
      unlisten() {},
      cancelLost() {},
      asked: new Set(),
    };
    const options: ControlOptions = {
      ...{ centre: createFakeCentre(), clock, random: createFakeRandom('r'), logger: createFakeLogger() },
      verify: () => Promise.reject(new Error('not asked')),
      openSip: () => Promise.reject(new Error('not asked')),
      closeSip: () => Promise.resolve(),
    };
    const dial = (userData: string): DecodedRequest => ({
      ok: true,
      id: 1,
      method: 'call.dial',
      params: { to: { number: '1' }, userData },
      commandId: 'c',
    });
    for (const userData of ['x', 'x'.repeat(60_000), 'x'.repeat(60_000), 'y'])
      await doRequest(options, page, dial(userData));
    expect(kept.map(({ length }) => length)).toEqual([44, 44, 44, 44]);
    expect(kept[1]).toBe(kept[2]);
    expect(new Set(kept).size).toBe(3);
  });
});
