import { createHash, timingSafeEqual } from 'node:crypto';
import { CallstationError } from '@callstation/core/protocol';
import type { TenantConfig } from '../config/server-config.ts';

/** What follows `Bearer` in an `Authorization` header; empty when there is nothing. */
export function bearerOf(authorization: string | undefined): string {
  return /^Bearer +(\S{1,4096})$/iu.exec(authorization ?? '')?.[1] ?? '';
}

/** Says whose key a back end shows: its `apiKey` or secret. Throws `unauthorized` for none. */
export function createKeyCheck(tenants: readonly TenantConfig[]): (key: string) => TenantConfig {
  const keys = tenants.flatMap((tenant) =>
    [tenant.secret, ...(tenant.apiKey ? [tenant.apiKey] : [])].map((key) => ({ tenant, hash: sha256(key) })),
  );
  return (key) => {
    const hash = sha256(key);
    // All are compared, so that the time says nothing.
    const [found] = keys.filter((one) => timingSafeEqual(one.hash, hash));
    if (!found) throw new CallstationError('unauthorized', 'The API key was refused.');
    return found.tenant;
  };
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
