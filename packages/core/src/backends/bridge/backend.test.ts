import { bridged, createFakeBackend, createFakeClock, fakeOffer, settle, type FakeBackend } from '@callstation/testkit';
import { backendContract, type BackendUnderTest } from '@callstation/testkit/contracts';
import { describe, expect, it } from 'vitest';

import type { Backend, Clock } from '../../ports/index.ts';
import { CallstationError } from '../../protocol/index.ts';
import { createPage } from '../callcenter/testing/scripted-centre.ts';

const noCall = (): never => {
  throw new CallstationError('notFound');
};
const offer = (id: string) => ({ type: 'session', session: fakeOffer(id), cause: 'sessionOffered' }) as const;

function fake(through: (backend: Backend, clock: Clock) => Backend): BackendUnderTest {
  const behind: FakeBackend = createFakeBackend();
  behind.handle('call.hold', noCall);
  return {
    backend: through(behind, createFakeClock()),
    settle,
    ring: (id) => behind.emit(offer(id)),
    done: (commandId) => behind.requests.filter((seen) => seen.commandId === commandId).length,
    close: () => behind.close(),
  };
}

function centre(through: (backend: Backend, clock: Clock) => Backend): BackendUnderTest {
  const page = createPage();
  page.centre.answers.set('call.hold', noCall);
  return {
    backend: through(page.backend, page.clock),
    settle,
    ring: (id) => page.centre.publish(offer(id)),
    // The centre answers a repeat from its memory; what it is asked again counts once.
    done: (commandId) => Math.min(1, page.centre.done.get(commandId) ?? 0),
    close: () => page.backend.close(),
  };
}

const runner = { describe, it, expect };
const direct = (backend: Backend): Backend => backend;
backendContract(runner, 'fake', () => fake(direct));
backendContract(runner, 'fake, through a webview bridge', () => fake(bridged));
backendContract(runner, 'callcenter', () => centre(direct));
backendContract(runner, 'callcenter, through a webview bridge', () => centre(bridged));
