import {
  createFakeClock,
  createFakeLogger,
  createFakeNetwork,
  createFakeRandom,
  createFakeVisibility,
  fakeAgent,
  settle,
} from '@callstation/testkit';
import { expect, it, vi } from 'vitest';

import { createWorkstation } from '../../client/create-workstation.ts';
import { socketUrl } from './control-url.ts';
import { phoneSeat } from './phone-seat.ts';
import { offered } from './testing/connected-page.ts';
import { ScriptedCentre } from './testing/scripted-centre.ts';

async function signedIn() {
  const clock = createFakeClock();
  const centre = new ScriptedCentre(clock);
  const logger = createFakeLogger();
  const random = createFakeRandom('r');
  const ports = { clock, random, logger, network: createFakeNetwork(), visibility: createFakeVisibility() };
  const backend = phoneSeat({
    url: 'https://centre.test/seat',
    token: () => 'token',
    ports: { ...ports, socket: centre.hub.factory },
  });
  const workstation = createWorkstation({ backend, ports });
  await workstation.connect();
  const agent = fakeAgent('alice', { leadPage: workstation.getSnapshot().page.pageId });
  centre.publish({ type: 'agent', agent, cause: 'agentChanged' });
  await settle();
  const asked = (): string[] => centre.requests.map(({ method }) => method).filter((method) => method !== 'hello');
  return { centre, workstation, agent, asked, logger };
}

it('signs in, is told of calls and places them at the phone, without sound of its own', async () => {
  const { centre, workstation, agent, asked } = await signedIn();
  await workstation.agent.setPhone({ mode: 'mobile' });
  centre.publish({ type: 'agent', agent: { ...agent, phone: { mode: 'mobile' } }, cause: 'agentChanged' }, offered);
  await settle();
  expect(workstation.getSnapshot().sessions.map(({ id, phase }) => [id, phase])).toEqual([['s1', 'offered']]);
  expect(() => workstation.calls.actions('s1')).not.toThrow();
  await expect(workstation.calls.answer('s1')).rejects.toMatchObject({ data: { reason: 'answerOnPhone' } });
  await workstation.calls.reject('s1');
  expect(asked()).toEqual(['agent.setPhone', 'call.reject']);
  expect(await workstation.devices.list()).toEqual([]);
  workstation.levels('s1', () => undefined)();
  await workstation.close();
});

it('refuses to talk in the page, before anything is sent, and rings there without a sound', async () => {
  const { centre, workstation, asked, logger } = await signedIn();
  centre.publish(offered);
  await settle();
  await expect(workstation.calls.answer('s1')).rejects.toMatchObject({ code: 'notSupported' });
  await expect(workstation.devices.select({ microphone: 'm' })).rejects.toMatchObject({ code: 'notSupported' });
  await expect(workstation.devices.setVolume({ speaker: 1 })).rejects.toMatchObject({ code: 'notSupported' });
  expect(asked()).toEqual([]);
  expect(logger.lines.filter(({ level }) => level === 'error')).toEqual([]);
  await workstation.close();
});

it('needs no URL class for an address that is whole', () => {
  vi.stubGlobal('URL', undefined);
  try {
    expect(socketUrl('https://centre.test/base/seat#x')).toBe('wss://centre.test/base/seat');
    expect(socketUrl('WS://localhost:8787/seat')).toBe('ws://localhost:8787/seat');
    for (const url of ['/seat', 'ftp://centre.test', 'https://', ''])
      expect(() => socketUrl(url)).toThrow(expect.objectContaining({ code: 'invalidArgument' }));
  } finally {
    vi.unstubAllGlobals();
  }
});
