import { CallstationError, createWorkstation } from '@callstation/core';
import type { EndedCall } from '@callstation/core/model';
import { createFakeBackend, fakeOffer, fakeState, fakeAgent } from '@callstation/testkit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { IntentEvent } from '../base/intent-event.ts';
import type { Intent } from '../base/intents.ts';
import { QueryEvent } from '../base/query-event.ts';
import { WatchEvent } from '../base/watch-event.ts';
import { openSeat, type OpenSeat } from '../testing/open-seat.ts';

let seat: OpenSeat;
beforeEach(async () => {
  seat = await openSeat('<p id="inside"></p><input id="field" />');
});
afterEach(() => seat.close());

const dispatch = (intent: Intent, options = {}): IntentEvent => {
  const event = new IntentEvent(intent, options);
  seat.find('#inside').dispatchEvent(event);
  return event;
};
const said = (region: 'polite' | 'urgent'): string[] =>
  [...seat.find(`#${region}`).querySelectorAll('p')].map(({ textContent }) => textContent);
const toasts = (): string => seat.find('.toasts').textContent.replaceAll(/\s+/gu, ' ').trim();
const key = (name: string, target: EventTarget = document, init: KeyboardEventInit = {}): KeyboardEvent => {
  const event = new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true, cancelable: true, ...init });
  target.dispatchEvent(event);
  return event;
};

describe('an intent', () => {
  it('is done, and its outcome told', async () => {
    await seat.show(fakeOffer());
    const event = dispatch({ scope: 'call', verb: 'reject', id: 's1' });
    await expect(event.response).resolves.toBeUndefined();
    expect(seat.asked()).toEqual(['call.reject', { sessionId: 's1' }]);
  });

  it('that fails is said in words, until it is dismissed or something else is tried', async () => {
    seat.backend.handle('agent.setStatus', () => Promise.reject(new CallstationError('policyBlocked')));
    const event = dispatch({ scope: 'agent', verb: 'setStatus', status: { status: 'idle' } });
    await expect(event.response).rejects.toMatchObject({ code: 'policyBlocked' });
    await seat.settled();
    expect(toasts()).toContain('A rule of the centre forbids this.');
    expect(said('urgent')).toEqual(['A rule of the centre forbids this.']);
    await seat.press('[part~="dismiss"]');
    expect(toasts()).toBe('');
    dispatch({ scope: 'call', verb: 'hold', id: 'gone' });
    await seat.settled();
    expect(toasts()).not.toBe('');
    dispatch({ scope: 'agent', verb: 'endWrapUp' }, { explains: 'invalidState' });
    await seat.settled();
    expect(toasts()).toBe('');
  });

  it('is left to a page that takes it on, or prevents it', async () => {
    const inside = seat.find('#inside');
    const own = Promise.resolve('mine');
    inside.addEventListener('cs-intent', (event) => event.respondWith(own), { once: true });
    expect(await dispatch({ scope: 'agent', verb: 'endWrapUp' }).response).toBe('mine');
    inside.addEventListener('cs-intent', (event) => event.preventDefault(), { once: true });
    expect(dispatch({ scope: 'agent', verb: 'endWrapUp' }).response).toBeNull();
    expect(seat.backend.requests).toEqual([]);
  });

  it('to dial says so when the call was over before it could be shown', async () => {
    const end = { reason: 'busy', by: 'system' } as const;
    const ended = { ...fakeOffer('s9'), phase: 'ended', endedAt: 1, wrapUp: null, end } as EndedCall;
    seat.backend.handle('call.dial', () => {
      seat.backend.emit(
        { type: 'session', session: ended, cause: 'sessionEnded' },
        { type: 'removed', id: 's9', cause: 'sessionRemoved' },
      );
      return { sessionId: 's9' };
    });
    dispatch({ scope: 'agent', verb: 'dial', to: '10002' });
    await seat.settled();
    expect(toasts()).toContain(': Busy');
  });
});

it('answers questions from the directory', async () => {
  seat.backend.handle('directory.skillGroups', () => [{ id: 'g', name: 'Sales' }]);
  const event = new QueryEvent({ name: 'skillGroups' });
  seat.find('#inside').dispatchEvent(event);
  await expect(event.response).resolves.toEqual([{ id: 'g', name: 'Sales' }]);
});

it('gives a feed until it is stopped', () => {
  const levels: number[] = [];
  const watch = new WatchEvent({ name: 'levels', id: 's1', next: ({ mic }) => levels.push(mic) });
  seat.find('#inside').dispatchEvent(watch);
  expect(watch.taken).toBe(true);
  watch.stop();
  expect(watch.taken).toBe(false);
});

describe('the live region', () => {
  it('says an incoming call at once, and each change once', async () => {
    await seat.show({ ...fakeOffer(), context: { flow: 'in', skillGroup: { id: 'g', name: 'Sales' } } });
    expect(said('urgent')).toEqual(['Incoming call from +491701234567, Sales']);
    await seat.show({ ...fakeOffer(), context: { flow: 'in', remark: 'vip' } });
    expect(said('urgent')).toHaveLength(1);
    await seat.show(seat.active());
    await seat.show(seat.active({ hold: 'holding' }));
    await seat.show(seat.active({ hold: 'held' }));
    await seat.show(seat.active({ hold: 'held', recording: 'on' }));
    await seat.show(seat.active({ hold: 'none', recording: 'on' }));
    expect(said('polite').slice(-4)).toEqual([
      'Talking with 10001',
      '10001 is on hold',
      'Recording',
      '10001 is off hold',
    ]);
  });

  it('says nothing of what runs already when the page comes', async () => {
    const other = await openSeat('', 'lang="en"', (backend) => {
      const { connect } = backend;
      backend.connect = async (sink, page) => {
        await connect(sink, page);
        sink({
          type: 'session',
          session: { ...seat.active(), leg: { state: 'none', at: null } },
          cause: 'sessionChanged',
        });
      };
    });
    expect(other.find('#polite').textContent.trim()).toBe('');
    await other.close();
  });
});

describe('a notice', () => {
  it('says what is wrong with connection, microphone or sound, and what helps', async () => {
    await seat.tell({ type: 'page', page: { microphone: 'denied' } });
    expect(toasts()).toContain('The microphone is blocked.');
    await seat.tell({ type: 'page', page: { microphone: 'ok', output: 'missing' } });
    expect(toasts()).toBe('No speaker or headset was found. Plug one in.');
    await seat.tell({ type: 'page', page: { output: 'blocked' } });
    expect(toasts()).toContain('The browser holds the sound back.');
    await seat.press('[part~="notice-action"]');
    await seat.tell({ type: 'page', page: { output: 'ok', connection: { state: 'reconnecting', since: 1 } } });
    expect(toasts()).toBe('The connection is down. Reconnecting…');
    await seat.tell({ type: 'page', page: { connection: { state: 'ready', since: 2 } } });
    expect(toasts()).toBe('');
    expect(said('polite').slice(-2)).toEqual(['The connection is down. Reconnecting…', 'Connected to the centre.']);
  });
});

describe('the answer key', () => {
  beforeEach(() => seat.show(fakeOffer()));

  it('answers, and does nothing where no call rings', async () => {
    expect(key('F8').defaultPrevented).toBe(true);
    await seat.settled();
    expect(seat.asked()).toEqual(['call.answer', { sessionId: 's1' }]);
    await seat.show(seat.active());
    expect(key('F8').defaultPrevented).toBe(false);
  });

  it('is heard in a field, where it types nothing', async () => {
    key('F8', seat.find('#field'));
    await seat.settled();
    expect(seat.asked()).toEqual(['call.answer', { sessionId: 's1' }]);
  });

  it('is not heard with a modifier, held down, or once removed', async () => {
    key('F8', document, { ctrlKey: true });
    key('F8', document, { repeat: true });
    const { root } = seat;
    const parent = root.parentElement;
    root.remove();
    key('F8');
    parent?.append(root);
    await seat.settled();
    expect(seat.backend.requests).toEqual([]);
  });

  it('is not heard where it would be typed', async () => {
    seat.root.answerKey = 'Alt+a';
    await seat.settled();
    const text = seat.find('#inside');
    text.setAttribute('contenteditable', '');
    for (const target of [text, seat.find('#field')]) key('a', target, { altKey: true });
    await seat.settled();
    expect(seat.backend.requests).toEqual([]);
  });

  it('is the one the page chose, or none', async () => {
    seat.root.answerKey = 'Alt+a';
    await seat.settled();
    key('F8');
    expect(seat.backend.requests).toEqual([]);
    seat.root.answerKey = 'none';
    key('none');
    expect(seat.backend.requests).toEqual([]);
    seat.root.answerKey = 'Alt+a';
    key('a', document, { altKey: true, modifierAltGraph: false });
    await seat.settled();
    expect(seat.asked()[0]).toBe('call.answer');
  });
});

it('takes another workstation, and lets go of the first', async () => {
  const backend = createFakeBackend({ state: fakeState({ agent: fakeAgent('bob', { name: 'Bob' }) }) });
  const other = createWorkstation({ backend });
  await other.connect();
  seat.root.workstation = other;
  await seat.settled();
  await seat.show(fakeOffer());
  expect(said('urgent')).toEqual([]);
  backend.emit({ type: 'session', session: fakeOffer(), cause: 'sessionOffered' });
  await seat.settled();
  expect(said('urgent')).toHaveLength(1);
  await other.close();
});

it('listens to nothing once it is removed, and again when it is back', () => {
  const { root, workstation } = seat;
  let subscribed = 0;
  const { subscribe } = workstation;
  vi.spyOn(workstation, 'subscribe').mockImplementation((fn) => {
    subscribed++;
    const stop = subscribe(fn);
    return () => {
      subscribed--;
      stop();
    };
  });
  const added = vi.spyOn(document, 'addEventListener');
  const removed = vi.spyOn(document, 'removeEventListener');
  const parent = root.parentElement;
  root.remove();
  for (let round = 0; round < 20; round++) {
    parent?.append(root);
    expect(subscribed).toBe(1);
    root.remove();
    expect(subscribed).toBe(0);
  }
  expect(added).toHaveBeenCalledTimes(20);
  expect(removed).toHaveBeenCalledTimes(21);
  vi.restoreAllMocks();
  parent?.append(root);
});

it('moves nothing of the page', () => {
  expect(getComputedStyle(seat.root).display).toBe('contents');
  expect(getComputedStyle(seat.find('.toasts')).position).toBe('fixed');
});

describe('a root with a url', () => {
  it('shows why it could not connect, and gives its own workstation up when it is removed', async () => {
    const fetching = vi.spyOn(window, 'fetch').mockResolvedValue(new Response('', { status: 500 }));
    const root = document.createElement('cs-workstation');
    root.lang = 'en';
    root.url = 'ws://127.0.0.1:1/seat';
    root.tokenUrl = '/token';
    document.body.append(root);
    // The parts of a centre’s own workstation are loaded first.
    const shown = (): unknown => root.shadowRoot?.querySelector('.problem')?.textContent;
    await vi.waitFor(() => expect(shown()).toMatch(/\w/u), { timeout: 15_000 });
    expect(fetching.mock.calls[0]?.[0]).toBe('/token');
    const own = root.workstation;
    expect(own).not.toBeNull();
    root.remove();
    await vi.waitFor(() => expect(root.workstation).toBeNull());
    expect(own?.getSnapshot().page.connection.state).toBe('closed');
    fetching.mockRestore();
  }, 30_000);
});
