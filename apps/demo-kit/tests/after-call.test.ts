import { reduceCall, type CallSnapshot, type WrapUp } from '@callstation/core/model';
import { fakeOffer, T0 } from '@callstation/testkit';
import { act, fireEvent, screen } from 'demo-face';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openSeat, type OpenSeat } from './open-seat.ts';

let seat: OpenSeat;
beforeEach(async () => {
  seat = await openSeat({}, (backend) =>
    backend.handle('directory.dispositions', () => [{ id: 'solved', name: 'Solved' }]),
  );
});
afterEach(() => seat.close());

const ended = (wrapUp: Partial<WrapUp> = {}): CallSnapshot =>
  reduceCall(seat.active(), {
    ...{ type: 'ended', end: { reason: 'remoteHangup', by: 'peer' }, at: 3 },
    wrapUp: { deadline: T0 + 30_000, ...wrapUp },
  })[0];
const busy = (name: string): string | null => screen.getByRole('button', { name }).getAttribute('aria-busy');
const field = (name: string): HTMLElement => screen.getByLabelText(name);
const type = (name: string, value: string): Promise<void> =>
  act(async () => void fireEvent.change(field(name), { target: { value } }));

describe('the notes', () => {
  it('are open by themselves once the call is over', async () => {
    await seat.show(seat.active());
    expect(screen.queryByLabelText('Disposition')).toBeNull();
    await seat.show(ended());
    expect(field('Disposition').getAttribute('aria-required')).toBe('false');
    expect(screen.queryByText(/^Required/)).toBeNull();
  });

  it('say that a disposition is required', async () => {
    await seat.show(ended({ requires: 'disposition' }));
    const why = document.getElementById(field('Disposition').getAttribute('aria-describedby') ?? '');
    expect(why?.textContent.trim()).toMatch(/^Required/);
    expect(field('Disposition').getAttribute('aria-required')).toBe('true');
  });

  it('say what is not saved yet, and are saved when the agent goes on to something else', async () => {
    await seat.show(ended());
    await type('Note', 'Call back on Monday.');
    expect(screen.getByText('Not saved yet.')).toBeTruthy();
    await act(async () => void fireEvent.blur(field('Note'), { relatedTarget: field('Disposition') }));
    expect(screen.getByText('Not saved yet.')).toBeTruthy();
    await act(async () => void fireEvent.blur(field('Note'), { relatedTarget: null }));
    await seat.settled();
    expect(screen.getByText('Saved.')).toBeTruthy();
    const sent = seat.backend.requests.find(({ method }) => method === 'session.annotate')?.params;
    expect(sent).toEqual({ sessionId: 's1', annotation: { note: 'Call back on Monday.' } });
  });
});

describe('a command that is on its way', () => {
  const never = (): Promise<never> => new Promise(() => undefined);

  it('marks its own button, and not those that wait for it', async () => {
    seat.backend.handle('call.answer', never);
    await seat.show(fakeOffer('s1', '10001'));
    expect([busy('Answer'), busy('Reject')]).toEqual(['false', 'false']);
    await seat.press('Answer');
    expect([busy('Answer'), busy('Reject')]).toEqual(['true', 'false']);
    expect(screen.getByRole('button', { name: 'Reject' }).getAttribute('aria-disabled')).toBe('true');
  });

  it('shows in another tab, too, by what the centre is doing', async () => {
    await seat.show(seat.active({ hold: 'holding' }));
    expect([busy('Hold'), busy('Keypad')]).toEqual(['true', null]);
    await seat.show(seat.active({ hold: 'held' }));
    expect(busy('Resume')).toBe('false');
  });
});

describe('without a call', () => {
  const title = (): string | null =>
    screen.getByRole('heading', { level: 2, name: /Ready for a call|Not ready/ }).textContent;

  it('says why nothing is offered, and how that ends', async () => {
    expect(title()).toBe('Ready for a call');
    await seat.close();
    seat = await openSeat({ status: 'not-ready', why: 'noAnswer' } as Parameters<typeof openSeat>[0]);
    expect(title()).toBe('Not ready');
    expect(screen.getByText(/You missed a call/)).toBeTruthy();
    await seat.press('I am ready');
    expect(seat.asked()).toEqual(['agent.setStatus', { status: 'idle' }]);
  });
});
