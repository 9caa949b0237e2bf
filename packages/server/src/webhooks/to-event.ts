import type { Id, Millis } from '@callstation/core/model';
import type { WebhookEvent } from '../store/webhooks.types.ts';
import type { WebhookNews, WebhookPayload } from './payload.ts';

/** Whose event it is and its place. `id`: where neither session nor `seq` make one. */
interface Place {
  app: Id;
  sessionId: Id | null;
  seq: number;
  at: Millis;
  id?: Id;
}

/** News as the event to keep. Its id is made of its place alone: made again after a crash, it is the same. */
export function toEvent(news: WebhookNews, { app, sessionId, seq, at, id: given }: Place): WebhookEvent {
  const id = given ?? `evt_${sessionId ?? 'agent'}_${seq}`;
  // A clock may have fractions, the column has none.
  const when = Math.round(at);
  const timestamp = new Date(when).toISOString();
  const payload: WebhookPayload = { version: 1, id, timestamp, app, sessionId, seq, ...news };
  return { app, id, type: news.type, sessionId, seq, at: when, payload };
}
