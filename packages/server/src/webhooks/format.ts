import type { WebhookEndpoint, WebhookEvent } from '../store/webhooks.types.ts';

/** What goes over the wire: the body and its type. */
interface Formatted {
  contentType: string;
  body: string;
}

/** How an event is put for an endpoint: another product's push format is another of these, with the same deliverer. */
type WebhookFormat = (event: WebhookEvent) => Formatted;

const callstation: WebhookFormat = ({ payload }) => ({
  contentType: 'application/json; charset=utf-8',
  body: JSON.stringify(payload),
});

/** The format an endpoint is sent. */
export function formatOf(_endpoint: WebhookEndpoint): WebhookFormat {
  return callstation;
}
