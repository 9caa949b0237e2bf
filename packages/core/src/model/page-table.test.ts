import { describe, expect, it } from 'vitest';
import { CONNECTION_TABLE, newPage, type PageEvent, reducePage, SIP_TABLE } from './page-table.ts';
import type { ConnectionState, PageFacts } from './page.ts';
import { deepFreeze } from './testing.ts';

const EVENTS: PageEvent[] = [
  { type: 'connect' },
  { type: 'close' },
  { type: 'welcomed', clockOffset: 7 },
  { type: 'dropped' },
  { type: 'replaced' },
  { type: 'refused', error: { code: 'unauthorized', message: '', retryable: false } },
  { type: 'sipStarted' },
  { type: 'sipRegistered' },
  { type: 'sipLost' },
  { type: 'sipStopped' },
];
const start = newPage('p', 0);
const at = (state: ConnectionState): PageFacts => deepFreeze({ ...start, connection: { state, since: 1 } });
const sipAt = (sip: PageFacts['sip']): PageFacts => deepFreeze({ ...start, sip });
const step = (page: PageFacts, event: PageEvent, when = 50) => reducePage(page, { ...event, at: when });

describe('the connection', () => {
  const states = Object.keys(CONNECTION_TABLE) as ConnectionState[];
  it.each(states.flatMap((from) => EVENTS.slice(0, 6).map((event) => [from, event.type, event] as const)))(
    '%s on %s',
    (from, type, event) => {
      const to = CONNECTION_TABLE[from][type];
      const page = at(from);
      const [next, effects] = step(page, event);
      if (!to) return expect([next, effects]).toEqual([page, []]);
      expect(next.connection.state).toBe(to);
      expect(next.connection.since).toBe(to === from ? 1 : 50);
      expect(effects).toEqual([{ type: 'connectionChanged' }]);
    },
  );

  it('reaches every state, and closes from every other', () => {
    const seen = new Set<ConnectionState>(['closed']);
    for (const state of seen) for (const to of Object.values(CONNECTION_TABLE[state])) seen.add(to);
    expect([...seen].toSorted()).toEqual(states.toSorted());
    for (const state of states) if (state !== 'closed') expect(CONNECTION_TABLE[state].close).toBe('closed');
  });

  it('keeps the error until the next state, and the offset for good', () => {
    const ready = step(at('connecting'), { type: 'welcomed', clockOffset: 7 })[0];
    expect(ready.clockOffset).toBe(7);
    const error = { code: 'network', message: 'gone', retryable: true };
    const dropped = step(ready, { type: 'dropped', error })[0];
    expect(dropped.connection.error).toEqual(error);
    const again = step(dropped, { type: 'welcomed', clockOffset: 9 })[0];
    expect(again.connection).toEqual({ state: 'ready', since: 50 });
  });

  it('does not come back by itself once replaced or refused', () => {
    for (const state of ['replaced', 'refused'] as const) {
      expect(step(at(state), { type: 'welcomed', clockOffset: 0 })[0].connection.state).toBe(state);
      expect(step(at(state), { type: 'dropped' })[0].connection.state).toBe(state);
    }
  });
});

describe('sip', () => {
  const states = Object.keys(SIP_TABLE) as PageFacts['sip'][];
  it.each(states.flatMap((from) => EVENTS.slice(6).map((event) => [from, event.type, event] as const)))(
    '%s on %s',
    (from, type, event) => {
      const page = sipAt(from);
      const to = SIP_TABLE[from][type];
      expect(step(page, event)).toEqual(to ? [{ ...page, sip: to }, [{ type: 'sipChanged' }]] : [page, []]);
    },
  );
});

describe('the other facts', () => {
  it('are noted, and keep their identity when nothing is new', () => {
    const page = deepFreeze(start);
    expect(step(page, { type: 'microphone', microphone: 'denied' })[0].microphone).toBe('denied');
    expect(step(page, { type: 'microphone', microphone: 'unknown' })[0]).toBe(page);
    expect(step(page, { type: 'output', output: 'blocked' })[0].output).toBe('blocked');
    expect(step(page, { type: 'output', output: 'ok' })[0]).toBe(page);
    expect(step(page, { type: 'visible', visible: false })[0].visible).toBe(false);
    expect(step(page, { type: 'visible', visible: true })[0]).toBe(page);
  });

  it('count commands and media in and out', () => {
    const sent = step(start, { type: 'sent', commandId: 'k', method: 'call.hold', sessionId: 's' })[0];
    expect(sent.pending).toEqual({ k: { method: 'call.hold', sessionId: 's' } });
    expect(step(sent, { type: 'answered', commandId: 'k' })[0]).toEqual(start);
    expect(step(sent, { type: 'answered', commandId: 'toString' })[0]).toBe(sent);
    expect(step(start, { type: 'sent', commandId: 'k', method: 'bye' })[0].pending).toEqual({ k: { method: 'bye' } });
    const media = { ice: 'connected', quality: 1 } as const;
    const heard = step(start, { type: 'media', id: 'audio', media })[0];
    expect(heard.media).toEqual({ audio: media });
    expect(step(heard, { type: 'media', id: 'audio', media: null })[0]).toEqual(start);
  });
});
