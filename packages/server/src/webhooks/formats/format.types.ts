import type { Locate } from '../../engine/locate.ts';
import type { WebhookPayload } from '../payload.ts';

/** The record of a session that is over, as a webhook tells it. */
export type CompletedRecord = Extract<WebhookPayload, { type: 'record.completed' }>['data']['record'];

/** What a vendor's shape says of the app besides its calls. */
export interface PushApp {
  defaultCountry: string;
  /** How TCCC names the app; 0: it has no such name. */
  sdkAppId: number;
  locate: Locate;
  language: Parameters<Locate>[1];
  /** The URL under which back ends reach this server, no slash at the end; empty: not known. */
  publicUrl: string;
}
