import * as binding from '@callstation/vue';
import { createFakeBackend, settle } from '@callstation/testkit';
import { expect, it } from 'vitest';

import type { HostLogin, MediaHost } from '../hosts/media-host.ts';
import { noAudio } from '../hosts/no-audio.ts';
import { TcccWorkstation } from '../tccc-workstation.ts';
import { silent } from '../testing/silent.ts';
import * as entry from './index.ts';

it('has all that the binding has, and a workstation on the platform’s ports', () => {
  expect(Object.keys(entry).toSorted()).toEqual([...Object.keys(binding), 'createUniWorkstation'].toSorted());
});

it('is one workstation for composables and for the class, whose host is asked for the microphone', async () => {
  const backend = createFakeBackend();
  backend.handle('call.dial', () => ({ sessionId: 's1' }));
  const did: unknown[] = [];
  const host: MediaHost = {
    kind: 'browser',
    open: (login: HostLogin) => {
      void login.token().then((token) => did.push(token));
      return backend;
    },
    prepareMicrophone: async () => void did.push('microphone'),
    audio: noAudio('here'),
    close: () => undefined,
  };
  const workstation = entry.createUniWorkstation({
    url: 'wss://desk.test/seat',
    token: () => 'a.b.c',
    host,
    log: silent,
  });
  await workstation.connect();
  const tccc = new TcccWorkstation({ workstation, host, log: silent });
  expect(await tccc.checkLogin()).toMatchObject({ code: 0 });
  await workstation.agent.setStatus('not-ready');
  expect(did).toEqual(['a.b.c']);
  await tccc.call('10001').catch(() => null);
  await settle();
  expect(did).toEqual(['a.b.c', 'microphone']);
  tccc.destroy();
  expect(backend.connected).toBe(true);
  expect(await workstation.devices.list()).toHaveLength(3);
  workstation.levels('s1', () => undefined)();
  await workstation.close();
});
