import type { ChatSnapshot, EndedCall } from '@callstation/core/model';
import { fakeOffer, T0 } from '@callstation/testkit';
import { afterEach, describe, expect, it } from 'vitest';

import type { LoggedCall } from '../base/watch-event.ts';
import { openSeat, type OpenSeat } from '../testing/open-seat.ts';
import type { CsCallLog } from './cs-call-log.ts';

let seat: OpenSeat;
afterEach(() => seat.close());
const textsOf = (tag: string, selector: string): string[] =>
  [...(seat.find(tag).shadowRoot?.querySelectorAll(selector) ?? [])].map((one) =>
    one.textContent.replaceAll(/\s+/gu, ' ').trim(),
  );
const end = { reason: 'remoteHangup', by: 'peer' } as const;
const ended = (id = 's1', more: Partial<EndedCall> = {}): EndedCall =>
  ({
    ...seat.active({}, id),
    phase: 'ended',
    endedAt: T0 + 65_000,
    end,
    wrapUp: null,
    ...more,
  }) as unknown as EndedCall;

describe('<cs-session-list>', () => {
  it('has calls and chats, marks the one that matters, and says which was chosen', async () => {
    seat = await openSeat('<cs-session-list></cs-session-list>');
    expect(seat.find('[part="empty"]').textContent).toBe('Nothing is going on.');
    await seat.show(seat.active({ hold: 'held' }));
    await seat.show(fakeOffer('s2', '10002'));
    const peer = { id: 'c', role: 'customer', state: 'ringing', name: 'Ines' } as const;
    const chat: ChatSnapshot = {
      ...{ id: 's3', engagementId: 's3-e', role: 'handler', direction: 'in', kind: 'im', phase: 'offered' },
      ...{ peer, context: { flow: 'in' }, createdAt: T0, deadline: null },
    };
    await seat.tell({ type: 'session', session: chat, cause: 'sessionOffered' });
    expect(textsOf('cs-session-list', '.name')).toEqual(['10001', '10002', 'Ines']);
    expect(textsOf('cs-session-list', '.phase')).toEqual(['On hold', 'Incoming call', 'Incoming']);
    expect(textsOf('cs-session-list', '[aria-pressed="true"] .name')).toEqual(['10002']);
    const chosen: string[] = [];
    seat.root.addEventListener('cs-select', ({ id }) => chosen.push(id));
    await seat.press('li:nth-child(1) .button');
    expect([chosen, seat.backend.requests.filter(({ method }) => method.startsWith('call.'))]).toEqual([['s1'], []]);
  });
});

describe('<cs-notes>', () => {
  const write = async (selector: string, value: string, event = 'input'): Promise<void> => {
    const field = seat.find<HTMLInputElement>(selector);
    field.focus();
    field.value = value;
    field.dispatchEvent(new Event(event));
    await seat.settled();
  };
  const open = async (): Promise<void> => {
    seat = await openSeat('<cs-notes></cs-notes><input id="else" />', 'lang="en"', (backend) =>
      backend.handle('directory.dispositions', () => [{ id: 'sold', name: 'Sold' }]),
    );
    await seat.show(seat.active({ annotation: { note: 'old' } }));
  };
  const sent = (): unknown[] =>
    seat.backend.requests.filter(({ method }) => /annotate|setContext/u.test(method)).map(({ params }) => params);

  it('begins with what is there, and sends on Save what was written', async () => {
    await open();
    expect(seat.find<HTMLTextAreaElement>('#note').value).toBe('old');
    await write('#note', 'new');
    await write('#remark', 'calls back');
    expect(seat.find('[part="saved"]').textContent).toBe('Not saved yet');
    expect(sent()).toEqual([]);
    await seat.press('[part~="save"]');
    expect(sent()).toEqual([
      { sessionId: 's1', annotation: { note: 'new' } },
      { sessionId: 's1', remark: 'calls back' },
    ]);
    expect(seat.find('[part="saved"]').textContent).toBe('Saved');
  });

  it('sends a disposition at once, and a note when the focus leaves', async () => {
    await open();
    await write('#disposition', 'sold', 'change');
    expect(sent()).toEqual([{ sessionId: 's1', annotation: { note: 'old', disposition: 'sold' } }]);
    await write('#note', 'and more');
    seat.find('#else').focus();
    await seat.settled();
    expect(sent().at(-1)).toEqual({ sessionId: 's1', annotation: { note: 'and more' } });
  });

  it('keeps what was written where it could not be sent, and sends it when another call comes', async () => {
    await open();
    seat.backend.handle('session.annotate', () => {
      throw new Error('no');
    });
    await write('#note', 'kept');
    await seat.press('[part~="save"]');
    expect(seat.find<HTMLTextAreaElement>('#note').value).toBe('kept');
    seat.backend.handle('session.annotate', () => null);
    await seat.show(seat.active({ hold: 'held', annotation: { note: 'old' } }));
    await seat.show(seat.active({}, 's2'));
    expect(sent().at(-1)).toEqual({ sessionId: 's1', annotation: { note: 'kept' } });
    expect(seat.find<HTMLTextAreaElement>('#note').value).toBe('');
  });

  it('asks for a disposition where the work cannot be ended without, and saves before it ends it', async () => {
    await open();
    await seat.be({ status: 'wrap-up', deadline: null, wrapUp: { deadline: null } });
    await seat.show(ended('s1', { wrapUp: { deadline: null, requires: 'disposition' } }));
    expect(seat.find('[part~="needed"]').textContent).toContain('Choose a disposition');
    expect(seat.find('[part~="endWrapUp"]').getAttribute('aria-disabled')).toBe('true');
    await seat.show(ended('s1', { wrapUp: { deadline: null }, annotation: { disposition: 'sold' } }));
    await write('#note', 'last word');
    await seat.press('[part~="endWrapUp"]');
    expect(seat.backend.requests.slice(-2).map(({ method }) => method)).toEqual([
      'session.annotate',
      'agent.endWrapUp',
    ]);
  });

  it('says when there is nothing to write on', async () => {
    seat = await openSeat('<cs-notes></cs-notes>');
    expect(seat.find('[part="empty"]').textContent).toContain('while there is a call');
    expect([seat.find('#note').matches(':disabled'), seat.missing('[part~="save"]')]).toEqual([true, true]);
  });
});

describe('<cs-call-log>', () => {
  it('has the calls of this page and those it is given, newest first, and calls again', async () => {
    seat = await openSeat('<cs-call-log></cs-call-log>');
    expect(seat.find('[part="empty"]').textContent).toBe('No calls yet.');
    await seat.show(ended());
    const peer = { id: 'b', role: 'agent', state: 'joined', agentId: 'bob', name: 'Bob' } as const;
    const record: LoggedCall = {
      call: { id: 'r', engagementId: 'r-e', direction: 'out', role: 'handler', peer, createdAt: 1 },
      ...{ endedAt: T0 + 70_000, reason: 'busy' },
    };
    const mask = { id: 'c', role: 'customer', state: 'joined', number: '+86138****8000', masked: true } as const;
    const masked = { ...record, call: { ...record.call, id: 's7', engagementId: 'm', peer: mask } };
    const unknown = { id: 'b', role: 'agent', state: 'joined', name: 'Bob' } as const;
    const nobody = { ...record, call: { ...record.call, engagementId: 'n', peer: unknown } };
    seat.find<CsCallLog>('cs-call-log').records = [
      record,
      { ...masked, endedAt: 5, missed: true },
      { ...nobody, endedAt: 4 },
    ];
    await seat.settled();
    expect(textsOf('cs-call-log', '.name')).toEqual(['Bob', '10001', '+86138****8000', 'Bob']);
    expect(textsOf('cs-call-log', '.detail')).toEqual(['Busy', 'The other side hung up', 'Busy', 'Busy']);
    expect(textsOf('cs-call-log', '[part~="dial"]')).toHaveLength(3);
    await seat.press('[part~="dial"].button');
    expect(seat.asked()).toMatchObject(['call.dial', { to: { agent: 'bob' } }]);
    await seat.press('li:nth-child(3) [part~="dial"].button');
    expect(seat.asked()).toMatchObject(['call.dial', { to: { session: 's7' } }]);
  });
});
