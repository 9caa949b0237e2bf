import type { NotificationMessage, NotificationVerb } from './message.types.ts';

/** What a notification says. */
export interface CallNotice {
  /** The session. */
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly lang: string;
  /** Labels of the buttons, shown where a worker is there to hear them. */
  readonly labels: Readonly<Record<NotificationVerb, string>>;
}

/** The notification of a call that rings: with buttons where the page has a worker for them, else a click brings the page up. */
export class CallNotification {
  readonly #pressed: (verb: NotificationVerb, id: string) => void;
  #worker: Promise<ServiceWorkerRegistration | null> = Promise.resolve(null);
  #hears = false;
  #shown: { id: string; close(): void } | null = null;

  constructor(pressed: (verb: NotificationVerb, id: string) => void) {
    this.#pressed = pressed;
  }

  /** Whether the agent has allowed notifications, has not been asked, or there are none here. */
  get permission(): NotificationPermission {
    return typeof Notification === 'undefined' ? 'denied' : Notification.permission;
  }

  /** Asks the agent. Call it inside a handler of a click or a key. */
  async ask(): Promise<void> {
    if (this.permission === 'default') await Notification.requestPermission();
  }

  /** Has the buttons heard by the worker at that address, which must be of this origin. Without one there are no buttons. */
  useWorker(url: string | null): void {
    const { serviceWorker } = navigator as Partial<Pick<Navigator, 'serviceWorker'>>;
    this.#worker =
      (url === null ? undefined : serviceWorker?.register(url))?.catch(() => null) ?? Promise.resolve(null);
    if (url === null || !serviceWorker || this.#hears) return;
    this.#hears = true;
    serviceWorker.addEventListener('message', this.#onMessage);
  }

  async show(notice: CallNotice): Promise<void> {
    if (this.permission !== 'granted' || this.#shown?.id === notice.id) return;
    this.close();
    const { id, title, body, lang, labels } = notice;
    const options = { body, lang, tag: `callstation-${id}`, requireInteraction: true, data: { callstation: id } };
    const shown = { id, close: (): void => undefined };
    this.#shown = shown;
    const worker = await this.#worker;
    // The call may have been taken meanwhile.
    if (this.#shown !== shown) return;
    if (worker === null) return this.#plain(shown, title, options);
    const actions = (['answer', 'reject'] as const).map((action) => ({ action, title: labels[action] }));
    shown.close = () => void closeOf(worker, options.tag);
    await worker.showNotification(title, { ...options, actions } as NotificationOptions);
    if (this.#shown !== shown) shown.close();
  }

  close(): void {
    this.#shown?.close();
    this.#shown = null;
  }

  /** Nothing is shown or heard any more. */
  stop(): void {
    this.close();
    if (!this.#hears) return;
    this.#hears = false;
    navigator.serviceWorker.removeEventListener('message', this.#onMessage);
  }

  #plain(shown: { close(): void }, title: string, options: NotificationOptions): void {
    try {
      const notification = new Notification(title, options);
      notification.addEventListener('click', () => {
        window.focus();
        notification.close();
      });
      shown.close = () => notification.close();
    } catch {
      // Chrome on Android has notifications of workers only: title and ring are all there is then.
    }
  }

  readonly #onMessage = ({ data }: MessageEvent<unknown>): void => {
    if (isMessage(data)) this.#pressed(data.callstation, data.id);
  };
}

async function closeOf(worker: ServiceWorkerRegistration, tag: string): Promise<void> {
  for (const notification of await worker.getNotifications({ tag })) notification.close();
}

function isMessage(data: unknown): data is NotificationMessage {
  if (typeof data !== 'object' || data === null || !('callstation' in data) || !('id' in data)) return false;
  return (data.callstation === 'answer' || data.callstation === 'reject') && typeof data.id === 'string';
}
