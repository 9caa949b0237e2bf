import { settle } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';

import { connected, offered } from './testing/connected-page.ts';

describe('what the page knows of its own sound', () => {
  it('is told to the centre when it changes, and again on the next connection', async () => {
    const { centre, clock, media, tell } = await connected();
    const reports = (): unknown[] =>
      centre.requests.filter(({ method }) => method === 'page.report').map(({ params }) => params);
    await tell(offered);
    media.tell({ microphone: 'denied' });
    await settle();
    const first = reports().length;
    expect(reports().at(-1)).toEqual({ visible: true, microphone: 'denied' });
    media.tell({ output: 'blocked' });
    media.tell({ output: 'blocked' });
    media.tell({ media: {} });
    await settle();
    const known = { visible: true, microphone: 'denied', output: 'blocked' };
    expect(reports().slice(first)).toEqual([known]);
    centre.socket.drop();
    await clock.advanceAsync(5000);
    expect(reports().slice(first + 1)).toEqual([known]);
  });
});
