import { createWorkstation, type Workstation } from '@callstation/core';
import { createFakeBackend, createSocketHub, settle } from '@callstation/testkit';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { createPageSound } from './hosts/page-sound.ts';
import type { MediaHost } from './hosts/media-host.ts';
import { TcccWorkstation } from './tccc-workstation.ts';
import { createFakeUni } from './testing/fake-uni.ts';
import { silent } from './testing/silent.ts';
import { createUniWorkstation } from './uni-workstation.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

const page = { microphone: 0, speaker: 0.4 };
/** A page that is told its volumes, and what its workstation then says of them. */
async function turned(workstation: Workstation, tccc: TcccWorkstation) {
  await workstation.connect();
  const devices = tccc.getDeviceManager();
  const codes = [devices.setAudioCaptureVolume(0), devices.setAudioPlayoutVolume(40)];
  await settle();
  return {
    ...{ codes, got: [devices.getAudioCaptureVolume(), devices.getAudioPlayoutVolume()] },
    is: workstation.getSnapshot().page.volume,
  };
}

describe('a workstation that was brought', () => {
  it('with the host it was made with has its sound there, which a class that goes leaves alone', async () => {
    const backend = createFakeBackend();
    const did: string[] = [];
    const music = { playMusic: async () => void did.push('music'), stopMusic: () => void did.push('silence') };
    const sound = createPageSound('Here', music);
    const host: MediaHost = {
      kind: 'browser',
      open: () => sound.over(backend),
      prepareMicrophone: async () => undefined,
      audio: sound.audio,
      close: () => void did.push('closed'),
    };
    const token = (): string => 'a.b.c';
    const workstation = createUniWorkstation({ url: 'wss://desk.test/seat', token, host, log: silent });
    const tccc = new TcccWorkstation({ workstation, log: silent });
    expect(await turned(workstation, tccc)).toEqual({ codes: [0, 0], got: [0, 40], is: page });
    backend.devices.ring(true);
    await tccc.startPlayMusic('ring.mp3');
    expect(backend.media.ringing).toBe(false);
    tccc.destroy();
    await settle();
    expect(did).toEqual(['music', 'silence']);
    expect(backend.connected).toBe(true);
  });

  it.each(['h5', 'app'])('and made anywhere else has its volumes set through it: %s', async (platform) => {
    vi.stubEnv('UNI_PLATFORM', platform);
    const workstation = createWorkstation({ backend: createFakeBackend() });
    const tccc = new TcccWorkstation({ workstation, log: silent });
    expect(await turned(workstation, tccc)).toEqual({ codes: [0, 0], got: [0, 40], is: page });
    await workstation.close();
  });

  it('in a mini-program has none to set', async () => {
    vi.stubEnv('UNI_PLATFORM', 'mp-weixin');
    vi.stubGlobal('uni', createFakeUni(createSocketHub(), 'plays'));
    const workstation = createWorkstation({ backend: createFakeBackend() });
    const tccc = new TcccWorkstation({ workstation, log: silent });
    expect(await turned(workstation, tccc)).toMatchObject({ codes: [501, 501], got: [100, 100] });
    await workstation.close();
  });
});
