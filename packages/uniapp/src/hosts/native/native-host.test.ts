import type { Backend } from '@callstation/core';
import { createFakeBackend } from '@callstation/testkit';
import { afterEach, expect, it, vi } from 'vitest';

import { TcccWorkstation } from '../../tccc-workstation.ts';
import { silent } from '../../testing/silent.ts';
import { noAudio } from '../no-audio.ts';
import { nativeHost } from './native-host.ts';

afterEach(() => vi.unstubAllGlobals());

const NAME = 'MySound-Module';
const settings = { url: 'https://desk.test', log: silent };
const login = { userId: 'alice', token: 'a.b.c' };

it('is refused in clear words where the app was built without the plugin', async () => {
  for (const uni of [undefined, {}, { requireNativePlugin: () => undefined }]) {
    vi.stubGlobal('uni', uni);
    const tccc = new TcccWorkstation({ ...settings, host: nativeHost(NAME, () => ({}) as never) });
    expect(await tccc.login(login).catch((error: unknown) => error)).toMatchObject({
      code: 501,
      message: `The native plugin ${NAME} is not in this app. Build a custom base with it, or leave the host out.`,
    });
    expect(tccc.getDeviceManager().setAudioRoute(0)).toBe(501);
    tccc.destroy();
  }
});

it('may have a backend of a class', async () => {
  const inner = createFakeBackend();
  class OwnBackend implements Backend {
    readonly #inner = inner;
    readonly devices = inner.devices;
    connect(...args: Parameters<Backend['connect']>): Promise<void> {
      return this.#inner.connect(...args);
    }
    request: Backend['request'] = (...args) => this.#inner.request(...args);
    levels(...args: Parameters<Backend['levels']>): () => void {
      return this.#inner.levels(...args);
    }
    close(): Promise<void> {
      return this.#inner.close();
    }
  }
  const host = nativeHost(NAME, () => ({
    open: () => new OwnBackend(),
    prepareMicrophone: async () => undefined,
    audio: { ...noAudio('here'), levels: true },
    close: () => undefined,
  }));
  vi.stubGlobal('uni', { requireNativePlugin: () => ({}) });
  const tccc = new TcccWorkstation({ ...settings, host });
  expect(await tccc.login(login)).toMatchObject({ code: 0 });
  expect(await tccc.enableAudioVolumeEvaluation(200)).toMatchObject({ code: 0 });
  expect(await tccc.logout()).toMatchObject({ code: 0 });
  expect(inner.connected).toBe(false);
});

it('is what the plugin was made into', async () => {
  const plugin = { speaker: '' };
  vi.stubGlobal('uni', { requireNativePlugin: (name: string) => (name === NAME ? plugin : undefined) });
  const backend = createFakeBackend();
  const did: string[] = [];
  const host = nativeHost(NAME, (given) => ({
    open: () => backend,
    prepareMicrophone: async () => void did.push('asked'),
    audio: { ...noAudio('here'), setRoute: (route) => void Object.assign(given as object, { speaker: route }) },
    close: () => void did.push('closed'),
  }));
  const tccc = new TcccWorkstation({ ...settings, host });
  expect(await tccc.login(login)).toMatchObject({ code: 0 });
  await tccc.call('10001').catch(() => null);
  expect(tccc.getDeviceManager().setAudioRoute(1)).toBe(0);
  expect([plugin.speaker, did]).toEqual(['earpiece', ['asked']]);
  tccc.destroy();
  await vi.waitFor(() => expect(did).toEqual(['asked', 'closed']));
});
