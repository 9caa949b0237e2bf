/** What an agent pressed on a notification. */
export type NotificationVerb = 'answer' | 'reject';

/** What the worker tells the page of it. */
export interface NotificationMessage {
  readonly callstation: NotificationVerb;
  readonly id: string;
}
