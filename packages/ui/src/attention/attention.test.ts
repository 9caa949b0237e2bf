import { fakeOffer } from '@callstation/testkit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { openSeat, type OpenSeat } from '../testing/open-seat.ts';
import { listen } from './worker.ts';

/** The browser's notifications, and what was shown. */
class FakeNotification extends EventTarget {
  static permission: NotificationPermission = 'granted';
  static answer: NotificationPermission = 'granted';
  static requestPermission = vi.fn(() => Promise.resolve((FakeNotification.permission = FakeNotification.answer)));
  static shown: FakeNotification[] = [];
  open = true;
  readonly title: string;
  readonly options: NotificationOptions;
  constructor(title: string, options: NotificationOptions) {
    super();
    this.title = title;
    this.options = options;
    FakeNotification.shown.push(this);
  }
  close(): void {
    this.open = false;
  }
}

let seat: OpenSeat;
const hear = vi.fn<(why: string) => void>();
const open = async (attributes = 'lang="en"'): Promise<void> => {
  seat = await openSeat('', attributes);
  seat.root.addEventListener('cs-ring-unheard', ({ ring }) => hear(ring.why));
  await lead();
};
const lead = (page = seat.workstation.getSnapshot().page.pageId): Promise<void> => seat.be({ leadPage: page });
const hide = (): Promise<void> => seat.tell({ type: 'page', page: { visible: false } });
const gone = (): Promise<void> => seat.tell({ type: 'removed', id: 's1', cause: 'sessionRemoved' });
const said = (): string[] =>
  [...seat.find('#polite').querySelectorAll('p')]
    .map(({ textContent }) => textContent)
    .filter((text) => / rang /u.test(text));
const toasts = (): string => seat.find('.toasts').textContent.replaceAll(/\s+/gu, ' ').trim();

beforeEach(async () => {
  document.title = 'CRM';
  [FakeNotification.permission, FakeNotification.answer, FakeNotification.shown] = ['granted', 'granted', []];
  vi.stubGlobal('Notification', FakeNotification);
  hear.mockClear();
  await open();
});
afterEach(async () => {
  await seat.close();
  vi.unstubAllGlobals();
});

describe('the title', () => {
  it('says who calls, and is the page’s again afterwards', async () => {
    await seat.show(fakeOffer());
    expect(document.title).toMatch(/^Incoming call from /u);
    await gone();
    expect(document.title).toBe('CRM');
  });

  it('keeps what the page itself has said meanwhile', async () => {
    await seat.show(fakeOffer());
    document.title = 'Order 7';
    await gone();
    expect(document.title).toBe('Order 7');
  });

  it('is left alone on a page that does not ring, and comes back when the root is removed', async () => {
    await lead('another');
    await seat.show(fakeOffer());
    expect(document.title).toBe('CRM');
    await lead();
    expect(document.title).not.toBe('CRM');
    seat.root.remove();
    expect(document.title).toBe('CRM');
  });
});

describe('the badge', () => {
  it('counts the calls that ring', async () => {
    const badges: unknown[] = [];
    vi.stubGlobal('navigator', {
      setAppBadge: (count: number) => (badges.push(count), Promise.resolve()),
      clearAppBadge: () => (badges.push(null), Promise.reject(new Error('not installed'))),
    });
    await seat.show(fakeOffer());
    await gone();
    expect(badges.filter((badge, i) => badge !== badges[i - 1])).toEqual([1, null]);
  });
});

describe('a notification', () => {
  it('is shown for a page out of sight, and goes with the call', async () => {
    await hide();
    await seat.show(fakeOffer());
    const [shown] = FakeNotification.shown;
    expect(shown?.title).toMatch(/^Incoming call from /u);
    expect(shown?.options).toMatchObject({ requireInteraction: true, lang: 'en' });
    expect(hear.mock.calls).toEqual([['pageHidden']]);
    expect(toasts()).toBe('');
    await gone();
    expect(FakeNotification.shown.map(({ open: is }) => is)).toEqual([false]);
  });

  it('is shown once for a call, also when a second reason comes along, which is told', async () => {
    await hide();
    await seat.show(fakeOffer());
    await seat.tell({ type: 'page', page: { output: 'blocked' } });
    expect(FakeNotification.shown).toHaveLength(1);
    expect(hear.mock.calls).toEqual([['pageHidden'], ['outputBlocked']]);
    await seat.tell({ type: 'page', page: { output: 'ok', visible: true } });
    expect(FakeNotification.shown[0]?.open).toBe(false);
  });

  it('brings the page up when it is clicked', async () => {
    const focus = vi.spyOn(window, 'focus').mockReturnValue();
    await hide();
    await seat.show(fakeOffer());
    FakeNotification.shown[0]?.dispatchEvent(new Event('click'));
    expect(focus).toHaveBeenCalledOnce();
    expect(FakeNotification.shown[0]?.open).toBe(false);
    focus.mockRestore();
  });

  it('is not shown by a page that does not ring, nor where the agent sees and hears the call', async () => {
    await seat.show(fakeOffer());
    await lead('another');
    await hide();
    expect(FakeNotification.shown).toEqual([]);
    expect(hear).not.toHaveBeenCalled();
  });

  it('survives a browser that has them in workers only, or not at all', async () => {
    vi.stubGlobal(
      'Notification',
      Object.assign(() => undefined, { permission: 'granted' }),
    );
    await hide();
    await seat.show(fakeOffer());
    vi.stubGlobal('Notification', undefined);
    await seat.show(fakeOffer('s2'));
    expect(hear).toHaveBeenCalled();
    expect(toasts()).toBe('');
  });
});

describe('what keeps a call from being noticed is said with what can be done', () => {
  it('asks for notifications when a call rang out of sight', async () => {
    FakeNotification.permission = 'default';
    await hide();
    await seat.show(fakeOffer());
    expect(toasts()).toContain('A call rang while this page was out of sight.');
    expect(said()).toEqual([]);
    await gone();
    await seat.tell({ type: 'page', page: { visible: true } });
    await seat.be({ leadPage: null });
    expect(said()).toEqual(['A call rang while this page was out of sight.']);
    await seat.press('[part~="notice-action"]');
    expect(FakeNotification.requestPermission).toHaveBeenCalledOnce();
    expect(toasts()).toBe('');
  });

  it('names the settings when they were refused', async () => {
    FakeNotification.permission = 'denied';
    await hide();
    await seat.show(fakeOffer());
    expect(toasts()).toContain('in the settings of your browser');
    await seat.press('[part~="notice-action"]');
    expect(toasts()).toBe('');
  });

  it.each([
    ['missing', 'No speaker or headset was found'],
    ['blocked', 'Turn sound on'],
  ] as const)('%s', async (output, text) => {
    await seat.tell({ type: 'page', page: { output } });
    expect(toasts()).toContain(text);
  });
});

describe('with a worker', () => {
  it('has buttons, which do what they say, and is closed with the call', async () => {
    await seat.close();
    const page = new EventTarget();
    const shown: { title: string; options: { actions: { action: string }[]; tag: string; data: unknown } }[] = [];
    const closed: string[] = [];
    const registration = {
      showNotification: (title: string, options: (typeof shown)[0]['options']) => {
        shown.push({ title, options });
        return Promise.resolve();
      },
      getNotifications: ({ tag }: { tag: string }) => Promise.resolve([{ close: () => closed.push(tag) }]),
    };
    const register = vi.fn(() => Promise.resolve(registration));
    vi.stubGlobal('navigator', { serviceWorker: Object.assign(page, { register }) });
    await open('lang="en" notification-worker="/callstation-notifications.js"');
    expect(register).toHaveBeenCalledWith('/callstation-notifications.js');
    await hide();
    await seat.show(fakeOffer());
    expect(shown[0]?.options.actions.map(({ action }) => action)).toEqual(['answer', 'reject']);

    // What the worker does with a press, and what the page makes of that.
    let press: (event: unknown) => void = () => undefined;
    listen({
      clients: {
        matchAll: () =>
          Promise.resolve([
            {
              focused: false,
              focus: () => Promise.resolve(),
              postMessage: (data) => void page.dispatchEvent(new MessageEvent('message', { data })),
            },
          ]),
      },
      addEventListener: (_name, fn) => (press = fn as typeof press),
    });
    const waits: Promise<unknown>[] = [];
    const notification = { data: shown[0]?.options.data, close: () => undefined };
    press({ action: 'reject', notification, waitUntil: (done: Promise<unknown>) => waits.push(done) });
    press({ action: 'answer', notification: { ...notification, data: 'another’s' }, waitUntil: () => undefined });
    await Promise.all(waits);
    page.dispatchEvent(new MessageEvent('message', { data: { callstation: 'hangup', id: 's1' } }));
    await seat.settled();
    expect(seat.asked()).toEqual(['call.reject', { sessionId: 's1' }]);
    await gone();
    await vi.waitFor(() => expect(closed).toEqual([shown[0]?.options.tag]));
  });
});
