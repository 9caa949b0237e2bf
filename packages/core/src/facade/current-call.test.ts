import { createFakeBackend, fakeOffer, fakeState } from '@callstation/testkit';
import { expect, it } from 'vitest';

import { createWorkstation } from '../client/create-workstation.ts';
import type { SessionSnapshot } from '../model/index.ts';
import { activeChat } from '../model/testing.ts';
import { currentCall } from './current-call.ts';

const chat = activeChat();

it.each<[string, SessionSnapshot[], string | null]>([
  ['nothing', [], null],
  ['a chat alone', [chat], null],
  ['the newest call that rings, beside a chat', [fakeOffer('a'), chat, fakeOffer('b')], 'b'],
])('of %s', async (_, sessions, id) => {
  const workstation = createWorkstation({ backend: createFakeBackend({ state: fakeState({ sessions }) }) });
  expect(currentCall(workstation.getSnapshot())).toBeNull();
  await workstation.connect();
  const call = currentCall(workstation.getSnapshot());
  expect(call?.id ?? null).toBe(id);
  // The call itself: what an app compares does not change by being asked for.
  if (call) expect(workstation.getSnapshot().sessions).toContain(call);
});

it('takes no chat for a call, whatever the snapshot names', () => {
  const { getSnapshot } = createWorkstation({ backend: createFakeBackend() });
  expect(currentCall({ ...getSnapshot(), sessions: [chat], currentCallId: chat.id })).toBeNull();
});
