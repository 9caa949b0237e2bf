import { createHash } from 'node:crypto';
import type { Clock, Logger } from '@callstation/core/ports';
import { CallstationError } from '@callstation/core/protocol';
import type { TenantConfig } from '../config/server-config.ts';
import type { Identity } from '../engine/centre.ts';
import { bearerOf, createKeyCheck } from '../http/api-key.ts';
import type { Tokens } from '../http/tokens.ts';
import type { ApiKey, ApiKeyStore } from '../store/settings.types.ts';
import { KEY_ROLES, type Caller, type KeyRole } from './caller.ts';

/** What {@link createCallers} needs. */
export interface CallersOptions {
  tenants: readonly TenantConfig[];
  tokens: Pick<Tokens, 'verify'>;
  keys: () => ApiKeyStore;
  wall: Pick<Clock, 'now'>;
  logger: Logger;
}

const EVERYTHING = { rights: '*', supervises: '*' } as const;

/** How exactly `usedAt` of a key is kept. */
const USED_EVERY_MS = 60_000;

/** What is kept of a key instead of it. */
export function hashOfKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/**
 * Says who asks, by the `Authorization` header: a key of the configuration (role `admin`), a key made at run time, or the
 * token of an agent. Rejects `unauthorized`, without saying what is wrong, and `tokenExpired`.
 */
export function createCallers(options: CallersOptions): (authorization: string | undefined) => Promise<Caller> {
  const { tenants, tokens } = options;
  const ownerOf = createKeyCheck(tenants);
  const known = new Set(tenants.map(({ id }) => id));
  return async (authorization) => {
    const bearer = bearerOf(authorization);
    // Keys have no dots, a JWT has two.
    if (bearer.split('.').length === 3) return ofToken(await tokens.verify(bearer));
    const kept = bearer.startsWith(KEY_PREFIX) ? await keptKey(options, bearer) : null;
    if (kept === null)
      return { app: ownerOf(bearer).id, actor: 'key:config', kind: 'key', role: 'admin', ...EVERYTHING };
    // The app may have left the configuration since.
    if (!known.has(kept.app)) throw refused();
    return { app: kept.app, actor: `key:${kept.id}`, kind: 'key', role: roleOf(kept), ...EVERYTHING };
  };
}

/** What every key made at run time begins with: secret scanners find it by that. */
export const KEY_PREFIX = 'csk_';

async function keptKey({ keys, wall, logger }: CallersOptions, bearer: string): Promise<ApiKey | null> {
  const key = await keys().byHash(hashOfKey(bearer));
  if (key === null) return null;
  const now = wall.now();
  if (key.revokedAt !== null || (key.expiresAt !== null && key.expiresAt <= now)) throw refused();
  if (key.usedAt === null || now - key.usedAt >= USED_EVERY_MS)
    keys()
      .used(key.app, key.id, Math.round(now))
      .catch((error: unknown) => logger.warn('use of a key not kept', { error: String(error) }));
  return key;
}

function roleOf({ role }: ApiKey): KeyRole {
  const known = KEY_ROLES.find((one) => one === role);
  // Of a newer version: nothing to this one.
  if (known === undefined) throw refused();
  return known;
}

function ofToken({ app, agent, role, rights, supervises = '*' }: Identity): Caller {
  const operator = rights.includes('supervise') ? 'operator' : 'read';
  const is = role === 'supervisor' ? operator : role;
  return { app, actor: `agent:${agent}`, kind: 'agent', role: is, rights, supervises };
}

function refused(): CallstationError {
  return new CallstationError('unauthorized', 'The API key was refused.');
}
