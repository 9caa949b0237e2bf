import type { Id } from '@callstation/core/model';
import { languageOf, type Locate, type LocationLanguage } from '../engine/locate.ts';
import type { WebhookEndpoint, WebhookEvent } from '../store/webhooks.types.ts';
import type { WebhookConfig } from './endpoints.ts';
import { ccsdkRecord } from './formats/ccsdk-record.ts';
import type { PushApp } from './formats/format.types.ts';
import { tcccAddress, tcccRecord } from './formats/tccc-record.ts';
import { isWebhookPayload } from './payload.ts';

/** What goes over the wire: where to, the body and its type. */
interface Formatted {
  url: string;
  contentType: string;
  body: string;
}

/** How an event is put for an endpoint: another product's push format is another of these, with the same deliverer. */
export type WebhookFormat = (
  event: WebhookEvent,
  endpoint: Pick<WebhookEndpoint, 'app' | 'url' | 'format'>,
) => Formatted;

/** What formats need to know of an app. */
export interface FormattedApp {
  id: Id;
  webhooks?: readonly WebhookConfig[];
  /** Left out: numbers are read as international ones only. */
  defaultCountry?: string;
  locationLanguage?: LocationLanguage;
  vendors?: { tccc?: { sdkAppId: number } };
}

const callstation: WebhookFormat = ({ payload }, { url }) => ({
  url,
  contentType: 'application/json; charset=utf-8',
  body: JSON.stringify(payload),
});

/**
 * The format that each endpoint asks for; what is no record of a call is ours in any case. `publicUrl`: where recordings are
 * had from; left out: their addresses are paths.
 */
export function createFormat(
  apps: readonly FormattedApp[],
  locate: Locate = () => null,
  publicUrl = '',
): WebhookFormat {
  return (event, endpoint) => {
    const app = apps.find(({ id }) => id === endpoint.app);
    const { format } = endpoint;
    const { payload } = event;
    if (app === undefined || format === null || !isWebhookPayload(payload) || payload.type !== 'record.completed')
      return callstation(event, endpoint);
    const { defaultCountry = '', vendors, locationLanguage } = app;
    const language = locationLanguage ?? languageOf({ defaultCountry });
    const about: PushApp = {
      defaultCountry,
      sdkAppId: vendors?.tccc?.sdkAppId ?? 0,
      locate,
      language,
      publicUrl,
    };
    const tccc = format === 'tccc';
    return {
      url: tccc ? tcccAddress(endpoint.url) : endpoint.url,
      contentType: `application/json;charset=${tccc ? 'utf8' : 'UTF-8'}`,
      body: JSON.stringify(tccc ? tcccRecord(payload.data.record, about) : ccsdkRecord(payload.data.record, about)),
    };
  };
}
