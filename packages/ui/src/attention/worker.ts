// The service worker of a page that shows calls in notifications. It keeps nothing, fetches nothing, and only hands on what an
// agent presses to the page that rings.
import type { NotificationMessage } from './message.types.ts';

interface Pressed extends Event {
  readonly action: string;
  readonly notification: { readonly data: unknown; close(): void };
  waitUntil(done: Promise<unknown>): void;
}

interface Page {
  readonly focused: boolean;
  focus(): Promise<unknown>;
  postMessage(message: NotificationMessage): void;
}

interface Worker {
  readonly clients: { matchAll(wanted: { type: 'window'; includeUncontrolled: true }): Promise<readonly Page[]> };
  addEventListener(name: 'notificationclick', fn: (event: Pressed) => void): void;
}

/** Hands what is pressed on to the pages of this origin; only the one that rings has that call. */
export function listen(worker: Worker): void {
  worker.addEventListener('notificationclick', (event) => {
    const { notification, action } = event;
    const id = idOf(notification.data);
    if (id === null) return;
    notification.close();
    event.waitUntil(
      worker.clients.matchAll({ type: 'window', includeUncontrolled: true }).then(async (pages) => {
        if (action === 'answer' || action === 'reject')
          for (const page of pages) page.postMessage({ callstation: action, id });
        // Chrome allows it within the click only; the first is the one used last.
        if (action !== 'reject') await pages[0]?.focus();
      }),
    );
  });
}

function idOf(data: unknown): string | null {
  const id = typeof data === 'object' && data !== null && 'callstation' in data ? data.callstation : null;
  return typeof id === 'string' ? id : null;
}
