import type { Clock, Random } from '@callstation/core/ports';
import { PostFailed, type Post } from '../outgoing/post.ts';
import { signedHeaders } from '../outgoing/signature.ts';
import type { DueDelivery, WebhookDelivery } from '../store/webhooks.types.ts';
import type { WebhookFormat } from './format.ts';
import { askedDelay, MOST_TRIES, type retryDelay } from './retry.ts';

/** What {@link sendDelivery} needs. */
export interface SendOptions {
  clock: Clock;
  /** The time of day, for signatures. */
  wall: Pick<Clock, 'now'>;
  random: Random;
  post: Post;
  signal: AbortSignal;
  /** Milliseconds. */
  timeoutMs: number;
  format: WebhookFormat;
  /** See `retryDelay`. */
  delay: typeof retryDelay;
}

const MAX_BODY = 4096;

/** Tries a delivery once. Resolves to it as it is afterwards, or to null when it was stopped before anything came back. */
export async function sendDelivery({ delivery, event, endpoint }: DueDelivery, options: SendOptions) {
  const { clock, wall, random, post, signal, timeoutMs, delay, format } = options;
  const attempts = delivery.attempts + 1;
  const failed = (status: number | null, error: string, retryAfter: string | null = null): WebhookDelivery => {
    const now = clock.now();
    const wait = Math.max(delay(attempts, random.fraction()), askedDelay(retryAfter, now));
    const state = attempts >= MOST_TRIES || status === 410 || event.payload === null ? 'dead' : 'pending';
    return { ...delivery, state, attempts, status, error, nextAt: now + wait, updatedAt: now };
  };
  if (event.payload === null) return failed(null, 'it is too large');
  const { url, contentType, body } = format(event, endpoint);
  const headers = {
    ...signedHeaders(event.id, wall.now(), body, endpoint.secret),
    ...{ 'content-type': contentType, 'user-agent': 'Callstation-Webhooks/1' },
  };
  try {
    const answer = await post({ url, headers, body, timeoutMs, maxBody: MAX_BODY, signal });
    const { status, retryAfter } = answer;
    if (status < 200 || status > 299) return failed(status, `HTTP ${status}`, retryAfter);
    const now = clock.now();
    return { ...delivery, state: 'delivered' as const, attempts, status, error: null, updatedAt: now };
  } catch (error) {
    if (!(error instanceof PostFailed)) return failed(null, 'it could not be sent');
    return error.why === 'stopped' ? null : failed(null, error.message);
  }
}
