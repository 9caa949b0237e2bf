import type { EndedCall } from '@callstation/core/model';
import { fakeOffer, T0 } from '@callstation/testkit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';

import { openSeat, type OpenSeat } from '../testing/open-seat.ts';
import { readPlace, writePlace } from './place-store.ts';

let seat: OpenSeat;
afterEach(async () => {
  await seat.close();
  localStorage.clear();
});

describe('<cs-workbench>', () => {
  it('shows the call that is chosen among several, in all its parts', async () => {
    seat = await openSeat('<cs-workbench></cs-workbench>');
    expect(seat.missing('cs-session-list')).toBe(true);
    await seat.show(seat.active({ hold: 'held' }));
    await seat.show(seat.active({}, 's2'));
    const shown = (): (string | null)[] =>
      ['cs-call-bar', 'cs-call-card', 'cs-notes'].map(
        (tag) => seat.find<Element & { callId: string | null }>(tag).callId,
      );
    expect(shown()).toEqual([null, null, null]);
    await seat.press('cs-session-list [part~="select"], li:nth-child(1) [part~="select"]');
    expect(shown()).toEqual(['s1', 's1', 's1']);
    await seat.tell({ type: 'removed', id: 's1', cause: 'sessionEnded' });
    expect(shown()).toEqual([null, null, null]);
  });

  it('has the board for who may see it, and what is closed is not there', async () => {
    seat = await openSeat('<cs-workbench></cs-workbench>');
    const sections = (): number => seat.find('cs-workbench').shadowRoot?.querySelectorAll('details').length ?? 0;
    expect([sections(), seat.missing('cs-device-picker')]).toEqual([2, true]);
    await seat.press('details:nth-of-type(2) summary');
    await vi.waitFor(() => expect(seat.missing('cs-device-picker')).toBe(false));
    await seat.be({ rights: ['board'] });
    expect([sections(), seat.missing('cs-supervisor-board')]).toEqual([3, true]);
  });

  it('ends the work after a call in one place: at the notes', async () => {
    seat = await openSeat('<cs-workbench></cs-workbench>');
    await seat.be({ status: 'wrap-up', deadline: T0 + 30_000, wrapUp: { deadline: T0 + 30_000 } });
    const end = { reason: 'localHangup', by: 'agent' } as const;
    const wrapUp = { deadline: T0 + 30_000 };
    await seat.show({ ...seat.active(), phase: 'ended', endedAt: T0, end, wrapUp } as unknown as EndedCall);
    const seen = (tag: string): (string | null)[] =>
      [...(seat.find(tag).shadowRoot?.querySelectorAll('[part~="extendWrapUp"], [part~="endWrapUp"]') ?? [])]
        .filter((one) => one.checkVisibility({ visibilityProperty: true }))
        .map((one) => one.getAttribute('part'));
    expect([seen('cs-call-bar'), seen('cs-agent-status'), seen('cs-notes').length]).toEqual([[], [], 2]);
  });

  it.each([320, 768, 1280])('is nowhere wider than %i px', async (width) => {
    await page.viewport(width, 800);
    seat = await openSeat('<cs-workbench></cs-workbench>');
    await seat.show(seat.active());
    await seat.show(fakeOffer('s2'));
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
  });
});

describe('<cs-float-button>', () => {
  const box = (): DOMRect => seat.find('.float').getBoundingClientRect();
  const inside = (): boolean => {
    const { left, top, right, bottom } = box();
    return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
  };
  const pointer = (type: string, x: number, y: number): boolean =>
    seat
      .find('.float')
      .dispatchEvent(new PointerEvent(type, { clientX: x, clientY: y, bubbles: true, isPrimary: true, pointerId: 1 }));
  beforeEach(async () => {
    await page.viewport(800, 600);
    seat = await openSeat('<cs-float-button></cs-float-button>');
  });

  it('stands at the bottom, at the end of the line', async () => {
    expect([box().right, box().bottom].map(Math.round)).toEqual([788, 588]);
    await seat.close();
    seat = await openSeat('<cs-float-button></cs-float-button>', 'lang="ar" dir="rtl"');
    expect(Math.round(box().left)).toBe(12);
  });

  it('opens the workbench on a press, which gets the focus; Escape gives it back', async () => {
    seat.find('.float').focus();
    await userEvent.keyboard('{Enter}');
    await seat.settled();
    expect(seat.missing('cs-workbench')).toBe(false);
    expect(seat.find('cs-float-button').shadowRoot?.activeElement?.id).toBe('sheet');
    await userEvent.keyboard('{Escape}');
    await seat.settled();
    expect(seat.missing('cs-workbench')).toBe(true);
    expect(seat.find('cs-float-button').shadowRoot?.activeElement?.classList.contains('float')).toBe(true);
  });

  it('is moved by arrow keys, stays in sight, and remembers its place', async () => {
    seat.find('.float').focus();
    await userEvent.keyboard('{ArrowUp}{ArrowUp}{ArrowLeft}');
    expect([box().right, box().bottom].map(Math.round)).toEqual([764, 540]);
    for (let times = 0; times < 40; times++)
      seat.find('.float').dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp' }));
    expect([inside(), Math.round(box().top)]).toEqual([true, 12]);
    await seat.close();
    seat = await openSeat('<cs-float-button></cs-float-button>');
    expect([Math.round(box().top), Math.round(box().right)]).toEqual([12, 764]);
    await page.viewport(320, 400);
    window.dispatchEvent(new Event('resize'));
    expect(inside()).toBe(true);
  });

  it('is dragged by a pointer, also out of the page, and that is no press', async () => {
    const { left, top } = box();
    pointer('pointerdown', left + 20, top + 20);
    pointer('pointermove', left - 180, top - 80);
    pointer('pointerup', left - 180, top - 80);
    seat.find('.float').click();
    await seat.settled();
    expect([box().left, box().top].map(Math.round)).toEqual([left - 200, top - 100].map(Math.round));
    expect(seat.missing('cs-workbench')).toBe(true);
    pointer('pointerdown', box().left + 5, box().top + 5);
    pointer('pointermove', 9000, 9000);
    pointer('pointerup', 9000, 9000);
    expect(inside()).toBe(true);
    pointer('pointerdown', box().left + 5, box().top + 5);
    pointer('pointerup', box().left + 5, box().top + 5);
    await seat.press('.float');
    expect(seat.missing('cs-workbench')).toBe(false);
  });

  it('shows that it rings', async () => {
    await seat.show(fakeOffer());
    expect([seat.find('.float').dataset['phase'], seat.find('.badge').dataset['count']]).toEqual(['offered', '1']);
    expect(seat.find('.float').getAttribute('aria-label')).toBe('Open the workbench, Incoming call');
  });
});

it('a store that fails, or was written by somebody else, costs the place and nothing more', async () => {
  seat = await openSeat();
  const store = (text: string | null) => ({ getItem: () => text, setItem: () => undefined });
  expect(readPlace(store('{"x":2,"y":0.5}'), 'k')).toEqual({ x: 1, y: 0.5 });
  for (const text of [null, 'null', '{', '{"x":"1","y":0}', '[]', '5']) expect(readPlace(store(text), 'k')).toBeNull();
  const broken = {
    getItem: (): string => {
      throw new Error('no');
    },
    setItem: (): void => {
      throw new Error('full');
    },
  };
  expect(readPlace(broken, 'k')).toBeNull();
  expect(() => writePlace(broken, 'k', { x: 0, y: 0 })).not.toThrow();
});
