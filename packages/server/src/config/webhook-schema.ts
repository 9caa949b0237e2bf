import * as v from 'valibot';
import { secretProblem } from '../outgoing/signature.ts';
import { targetProblem } from '../outgoing/target-url.ts';
import { PUSH_FORMATS } from '../store/webhooks.types.ts';
import { MADE_ENDPOINT } from '../webhooks/endpoints.ts';
import { WEBHOOK_EVENTS } from '../webhooks/payload.ts';
import { ConfigError } from './config-error.ts';
import { id, number } from './schema-parts.ts';
import type { ServerConfig } from './server-config.ts';

const signingSecret = v.pipe(
  v.string(),
  v.check((text) => secretProblem(text) === null, 'must be whsec_ and 24 to 64 random bytes as base64'),
);

/** An endpoint, as a configuration has it. */
const webhook = v.strictObject({
  id: v.pipe(
    id,
    v.check((text) => !text.startsWith(MADE_ENDPOINT), `must not begin with ${MADE_ENDPOINT}`),
  ),
  url: v.string(),
  secret: signingSecret,
  types: v.exactOptional(v.array(v.picklist(WEBHOOK_EVENTS))),
  enabled: v.exactOptional(v.boolean()),
  format: v.exactOptional(v.picklist(PUSH_FORMATS)),
});

/** The endpoints of an app. */
export const webhooks = v.pipe(
  v.array(webhook),
  v.maxLength(20),
  v.check((all) => new Set(all.map((one) => one.id)).size === all.length, 'must have different ids'),
);

/** Who is asked about an app's calls. */
export const lookUps = v.pipe(
  v.array(
    v.strictObject({
      url: v.string(),
      secret: signingSecret,
      numbers: v.exactOptional(v.array(number)),
      ivrs: v.exactOptional(v.array(id)),
    }),
  ),
  v.maxLength(50),
);

/** What holds for the endpoints of all apps. */
export const webhookRules = v.strictObject({ allowPrivate: v.exactOptional(v.boolean()) });

/** Whether this server posts to private networks, and without TLS. Default: in demo mode only. */
export function allowsPrivate({ demo, webhooks: rules }: Pick<ServerConfig, 'demo' | 'webhooks'>): boolean {
  return rules?.allowPrivate ?? demo;
}

/** Throws {@link ConfigError} when an endpoint is one that nothing would be posted to. */
export function checkTargets(config: Pick<ServerConfig, 'demo' | 'webhooks' | 'tenants'>): void {
  for (const tenant of config.tenants) {
    const named = (tenant.webhooks ?? []).map(({ id: one, url }) => ({ what: `webhook ${one}`, url }));
    const asked = (tenant.lookUps ?? []).map(({ url }, at) => ({ what: `look-up ${at + 1}`, url }));
    for (const { what, url } of [...named, ...asked]) {
      const problem = targetProblem(url, allowsPrivate(config));
      if (problem === null) continue;
      const remedy = 'For addresses inside your own network set webhooks.allowPrivate.';
      throw new ConfigError(`The URL of ${what} of ${tenant.id} ${problem}. ${remedy}`);
    }
  }
}
