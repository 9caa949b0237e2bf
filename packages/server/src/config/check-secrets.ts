import { demoApp } from '../engine/app-config.ts';
import { MIN_SECRET } from './config-file.ts';
import { ConfigError } from './config-error.ts';
import { DEMO_VENDORS } from './demo-tenant.ts';
import type { ServerConfig, VendorConfig } from './server-config.ts';

const vendorSecrets = ({ tccc, udesk, ccsdk }: VendorConfig = {}): string[] =>
  [tccc?.secretKey, udesk?.secret, ccsdk?.secret].filter((one) => one !== undefined);
const demoSecrets = vendorSecrets(DEMO_VENDORS);

/** Throws {@link ConfigError} when a production server would start with a secret that others know or could guess. */
export function checkSecrets(config: Pick<ServerConfig, 'demo' | 'tenants'>): void {
  if (config.demo) return;
  if (config.tenants.length === 0)
    throw new ConfigError('No app is configured. Give --config FILE with apps, or --demo to try it out.');
  for (const { id, secret, vendors, apiKey = secret } of config.tenants) {
    if (secret === demoApp.secret || apiKey === demoApp.secret)
      throw new ConfigError(`App ${id} has the demo secret, which everybody knows. Make one: openssl rand -base64 36`);
    if (demoSecrets.some((one) => vendorSecrets(vendors).includes(one)))
      throw new ConfigError(
        `App ${id} has a demo secret under vendors, which everybody knows. Make one: openssl rand -base64 36`,
      );
    for (const one of [secret, apiKey, ...vendorSecrets(vendors)]) {
      if (one.length < MIN_SECRET || new Set(one).size < 8)
        throw new ConfigError(
          `App ${id} has a secret that can be guessed: ${MIN_SECRET} random characters at least. Make one: openssl rand -base64 36`,
        );
    }
  }
}
