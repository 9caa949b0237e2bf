import { createFakeBackend, fakeAgent, fakeOffer, fakeState } from '@callstation/testkit';
import { expect, it } from 'vitest';

import { createWorkstation } from '../client/create-workstation.ts';
import type { ConnectionState } from '../model/index.ts';
import { followMissed } from './follow-missed.ts';

function openPage() {
  const backend = createFakeBackend({ state: fakeState({ sessions: [fakeOffer('s1')] }) });
  const seat = createWorkstation({ backend });
  const heard: unknown[] = [];
  const stop = followMissed(seat, (missed, first) => {
    const { state } = seat.getSnapshot().page.connection;
    heard.push([state, first, ...missed.map(({ name }) => name)]);
  });
  const be = (state: ConnectionState): void =>
    backend.emit({ type: 'page', page: { connection: { state, since: 1 } } });
  const reset = (...ids: string[]): void =>
    backend.emit({ type: 'reset', state: fakeState({ sessions: ids.map((id) => fakeOffer(id)) }) });
  return { ...{ backend, seat, heard, stop, be, reset }, news: () => heard.splice(0) };
}

it('tells at the first sign-in what there is, once it can be acted upon', async () => {
  const { seat, news } = openPage();
  await seat.connect();
  expect(news()).toEqual([['ready', true, 'sessionOffered']]);
});

it('knows a sign-in after the page had signed out as a first one', async () => {
  const { seat, news } = openPage();
  await seat.connect();
  await seat.close();
  news();
  await seat.connect();
  expect(news()).toMatchObject([['ready', true]]);
});

it('tells after a lost connection, when it is ready: all that was missed since, once', async () => {
  const { seat, news, be, reset } = openPage();
  await seat.connect();
  news();
  be('reconnecting');
  reset('s2');
  be('reconnecting');
  reset('s3');
  expect(news()).toEqual([]);
  be('ready');
  expect(news()).toEqual([['ready', false, 'sessionEnded', 'sessionRemoved', 'sessionOffered']]);
  be('reconnecting');
  be('ready');
  expect(news()).toEqual([]);
});

it('tells at once where the connection was never lost, and nothing after its end', async () => {
  const { seat, backend, news, reset, stop } = openPage();
  await seat.connect();
  news();
  backend.emit({ type: 'reset', state: fakeState({ sessions: [], agent: fakeAgent('alice', { name: 'Alice' }) }) });
  expect(news()).toEqual([['ready', false, 'sessionEnded', 'sessionRemoved', 'agentChanged']]);
  stop();
  reset('s4');
  expect(news()).toEqual([]);
});
