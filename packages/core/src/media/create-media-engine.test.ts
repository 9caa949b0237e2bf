import { createFakeClock } from '@callstation/testkit';
import { describe, expect, it } from 'vitest';
import { createMediaEngine } from './create-media-engine.ts';

describe('createMediaEngine without a browser', () => {
  it('can be made, listened to and closed', () => {
    const clock = createFakeClock();
    const media = createMediaEngine({ clock });
    const stopFacts = media.on(() => undefined);
    const stopLevels = media.levels('audio', () => undefined);
    expect(clock.pending).toBe(1);
    stopLevels();
    stopFacts();
    media.ring(true);
    media.ring(false);
    media.close();
    media.close();
    expect(clock.pending).toBe(0);
  });

  it('refuses with a typed error what needs one', async () => {
    const media = createMediaEngine({ clock: createFakeClock() });
    await expect(media.acquire({ video: false })).rejects.toMatchObject({ code: 'mediaDenied' });
    expect(await media.devices()).toEqual([]);
    expect(() => media.leg('audio', { video: false, iceServers: [] })).toThrow(
      expect.objectContaining({ code: 'mediaFailed' }),
    );
  });

  it('says that video is not there yet', async () => {
    const media = createMediaEngine({ clock: createFakeClock() });
    await expect(media.acquire({ video: true })).rejects.toMatchObject({ code: 'notSupported' });
    expect(() => media.leg('v', { video: true, iceServers: [] })).toThrow(
      expect.objectContaining({ code: 'notSupported' }),
    );
  });

  it('refuses everything after its end', async () => {
    const media = createMediaEngine({ clock: createFakeClock() });
    media.close();
    await expect(media.acquire({ video: false })).rejects.toMatchObject({ code: 'mediaFailed' });
    await expect(media.select({ microphone: 'a' })).rejects.toMatchObject({ code: 'mediaFailed' });
    media.ring(true);
    media.release();
    await media.unlock();
  });
});
