import * as v from 'valibot';
import { ConfigError } from './config-error.ts';
import type { TenantConfig } from './server-config.ts';

/** What {@link VENDOR_SECRET} must at least have, characters: vendors' own keys are as long. */
export const MIN_VENDOR_SECRET = 32;

const vendorSecret = v.pipe(
  v.string(),
  v.minLength(MIN_VENDOR_SECRET, `must have at least ${MIN_VENDOR_SECRET} characters`),
  v.maxLength(256),
);
const keyId = v.pipe(v.string(), v.regex(/^[\w-]{8,128}$/u, 'must be 8 to 128 letters, digits, _ and -'));

/** The secrets with which an app's back ends ask as they would ask its vendors. */
export const vendors = v.strictObject({
  tccc: v.exactOptional(
    v.strictObject({
      sdkAppId: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
      secretId: keyId,
      secretKey: vendorSecret,
    }),
  ),
  udesk: v.exactOptional(v.strictObject({ appId: keyId, secret: vendorSecret })),
  ccsdk: v.exactOptional(v.strictObject({ apiKey: keyId, secret: vendorSecret })),
});

/** Throws {@link ConfigError} when two apps could not be told apart by what a vendor's request names. */
export function refuseUnclearVendors(path: string, tenants: readonly TenantConfig[]): void {
  refuseTwice(
    path,
    'vendors.udesk.appId',
    tenants.map(({ vendors: of }) => of?.udesk?.appId),
  );
  refuseTwice(
    path,
    'vendors.ccsdk.apiKey',
    tenants.map(({ vendors: of }) => of?.ccsdk?.apiKey),
  );
  const tccc = tenants.flatMap(({ id, vendors: of }) => (of?.tccc === undefined ? [] : [{ id, ...of.tccc }]));
  for (const { id, secretId, sdkAppId, secretKey } of tccc) {
    const others = tccc.filter((other) => other.id !== id);
    if (others.some((other) => other.sdkAppId === sdkAppId))
      throw new ConfigError(`${path}: sdkAppId ${sdkAppId} stands twice`);
    if (others.some((other) => other.secretId === secretId && other.secretKey !== secretKey))
      throw new ConfigError(`${path}: a secretId of vendors.tccc stands twice, with different keys`);
  }
}

function refuseTwice(path: string, what: string, names: readonly (string | undefined)[]): void {
  const said = names.filter((one) => one !== undefined);
  if (new Set(said).size < said.length) throw new ConfigError(`${path}: a ${what} stands twice`);
}
