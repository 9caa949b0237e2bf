import { createFakeBackend, fakeOffer } from '@callstation/testkit';
import { expect, it } from 'vitest';
import { CALL_VERBS } from '../model/index.ts';
import { bindCall } from './bind-call.ts';
import { createWorkstation } from './create-workstation.ts';

it('gives every verb without the id, and reads the id when it is used', async () => {
  const backend = createFakeBackend();
  const workstation = createWorkstation({ backend });
  await workstation.connect();
  let id = 's1';
  const call = bindCall(workstation, () => id);
  expect(Object.keys(call).toSorted()).toEqual([...CALL_VERBS, 'annotate', 'setContext'].toSorted());

  for (const session of ['s1', 's2']) {
    backend.emit({ type: 'session', session: fakeOffer(session), cause: 'sessionOffered' });
  }
  await call.answer();
  id = 's2';
  await call.reject();
  await call.setContext({ remark: 'vip' });
  await call.annotate({ tags: ['a'] });
  await expect(call.hold()).rejects.toMatchObject({ code: 'invalidState' });
  expect(backend.requests.map(({ method, params }) => [method, params])).toEqual([
    ['call.answer', { sessionId: 's1' }],
    ['call.reject', { sessionId: 's2' }],
    ['call.setContext', { sessionId: 's2', remark: 'vip' }],
    ['session.annotate', { sessionId: 's2', annotation: { tags: ['a'] } }],
  ]);
});
