import { describe, expect, it } from 'vitest';

import { openPage } from './testing/open-page.ts';

/** A page with a call that was answered. */
async function talking() {
  const page = await openPage();
  const id = page.centre.callIn();
  await page.tccc.answer();
  await page.settle();
  page.heard.length = 0;
  return { ...page, id };
}

describe('quality', () => {
  it('is told every two seconds while somebody talks, and not before it is known', async () => {
    const { clock, centre, heard, id } = await talking();
    const media = (quality: 3 | 6) => ({ audio: { ice: 'connected' as const, quality } });
    expect(heard).toEqual([]);
    centre.backend.emit({ type: 'page', page: { media: media(3) } });
    clock.advance(1999);
    expect(heard).toEqual([['onNetworkQuality', { userId: 'alice', quality: 3 }, []]]);
    centre.backend.emit({ type: 'page', page: { media: media(6) } });
    clock.advance(1);
    expect(heard.at(-1)).toEqual(['onNetworkQuality', { userId: 'alice', quality: 6 }, []]);
    centre.end(id, { reason: 'remoteHangup', by: 'peer' });
    const before = heard.length;
    clock.advance(10_000);
    expect(heard.filter(([name]) => name === 'onNetworkQuality').length).toBe(2);
    expect(heard.length).toBe(before);
  });
});

describe('loudness', () => {
  it('is told of both sides as often as it was asked for, in a call, until that is taken back', async () => {
    const { clock, centre, heard, tccc, id } = await talking();
    const say = (): void => centre.backend.media.loudness(id, { mic: 0.25, peer: 2 });
    expect(await tccc.enableAudioVolumeEvaluation(50)).toEqual({ code: 0, message: '' });
    say();
    clock.advance(99);
    say();
    clock.advance(1);
    say();
    const both = [
      ['onAudioVolume', '', 25],
      ['onAudioVolume', '+491701234567', 100],
    ];
    expect(heard).toEqual([...both, ...both]);
    await tccc.enableAudioVolumeEvaluation(0);
    clock.advance(1000);
    say();
    expect(heard).toHaveLength(4);
    await tccc.enableAudioVolumeEvaluation(300, true);
    centre.end(id, { reason: 'remoteHangup', by: 'peer' });
    heard.length = 0;
    say();
    expect(heard).toEqual([]);
  });
});
