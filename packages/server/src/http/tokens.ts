import { RIGHTS, type Right } from '@callstation/core/model';
import type { Clock } from '@callstation/core/ports';
import { CallstationError, LIMITS } from '@callstation/core/protocol';
import { decodeJwt, errors, jwtVerify, SignJWT } from 'jose';
import * as v from 'valibot';
import type { TenantConfig } from '../config/server-config.ts';
import type { Identity } from '../engine/centre.ts';

/** Who our tokens are for: `aud`, when a token has it. */
export const AUDIENCE = 'callstation';
/** The other one: pages of apps, which have no web origin. See {@link Identity.audience}. */
export const APP_AUDIENCE = 'app';
/** The longest life of a token, seconds. */
export const MAX_TTL = 24 * 3600;
/** What clocks may differ by, seconds. */
const TOLERANCE = 5;

/** Mints and reads tokens. */
export interface Tokens {
  /** A token for `ttl` seconds. `renew`: a page that is signed in with it may have it renewed until its end; default: not. */
  mint(identity: Identity, ttl: number, options?: { renew?: boolean }): Promise<{ token: string; expiresAt: number }>;
  /** Who a token speaks for. Rejects `tokenExpired`, or `unauthorized` without saying what is wrong. */
  verify(token: string): Promise<Identity>;
}

const text = (max: number) =>
  v.pipe(v.string(), v.minLength(1), v.maxLength(max), v.regex(/^[^\u0000-\u001f\u007f]*$/u));
const claims = v.looseObject({
  sub: text(LIMITS.idLength),
  app: text(LIMITS.idLength),
  exp: v.pipe(v.number(), v.safeInteger()),
  iat: v.exactOptional(v.number()),
  name: v.exactOptional(text(LIMITS.nameLength)),
  role: v.exactOptional(v.picklist(['agent', 'supervisor', 'admin']), 'agent'),
  rights: v.exactOptional(v.pipe(v.array(v.string()), v.maxLength(64))),
  renew: v.exactOptional(v.boolean(), false),
  supervises: v.exactOptional(v.union([v.literal('*'), v.pipe(v.array(text(LIMITS.idLength)), v.maxLength(256))])),
});

/** What a role may do when its token does not say. */
export function rightsOf(role: Identity['role']): Right[] {
  return role === 'agent' ? ['dial', 'dialExternal'] : [...RIGHTS];
}

/**
 * Tokens are JWT, HS256 under the app's secret: `sub` agent, `app`, `exp` at most 24 h ahead; `name`, `role`, `rights`,
 * `supervises` (`*` or skill groups), `aud` (`callstation`, or `app` for a page without a web origin), `renew` and `iat` may be left out. Any JWT library can mint them.
 */
export function createTokens(tenants: readonly TenantConfig[], wall: Pick<Clock, 'now'>): Tokens {
  const keys = new Map(tenants.map(({ id, secret }) => [id, new TextEncoder().encode(secret)]));
  /** For apps that do not exist, so that they take as long to refuse. */
  const nobody = crypto.getRandomValues(new Uint8Array(32));

  async function read(token: string): Promise<Identity> {
    if (token.length > LIMITS.tokenLength) throw new CallstationError('unauthorized');
    const { app } = decodeJwt(token);
    const key = typeof app === 'string' ? keys.get(app) : undefined;
    const { payload } = await jwtVerify(token, key ?? nobody, {
      algorithms: ['HS256'],
      currentDate: new Date(wall.now()),
      clockTolerance: TOLERANCE,
      requiredClaims: ['sub', 'app', 'exp'],
    });
    const audiences = payload.aud === undefined ? [AUDIENCE] : [payload.aud].flat();
    if (!audiences.includes(AUDIENCE) && !audiences.includes(APP_AUDIENCE)) throw new CallstationError('unauthorized');
    const { sub, exp, iat = 0, name = sub, role, rights, supervises, renew, ...rest } = v.parse(claims, payload);
    const longest = MAX_TTL + TOLERANCE;
    if (exp - wall.now() / 1000 > longest || (payload.iat !== undefined && exp - iat > longest))
      throw new CallstationError('unauthorized');
    // Rights that this version does not know are nothing to it.
    const granted = rights ? RIGHTS.filter((right) => rights.includes(right)) : rightsOf(role);
    return {
      app: rest.app,
      agent: sub,
      name,
      role,
      rights: granted,
      ...(supervises === undefined ? {} : { supervises }),
      ...(audiences.includes(APP_AUDIENCE) ? { audience: APP_AUDIENCE } : {}),
      ...(renew ? { renewableUntil: exp * 1000 } : {}),
    };
  }
  return {
    async mint({ app, agent, name, role, rights, supervises, audience = AUDIENCE }, ttl, { renew = false } = {}) {
      const key = keys.get(app);
      if (!key) throw new CallstationError('notFound', 'No such app.');
      const issued = Math.floor(wall.now() / 1000);
      const expires = issued + Math.min(Math.max(1, Math.floor(ttl)), MAX_TTL);
      const scope = supervises === undefined ? {} : { supervises };
      const token = await new SignJWT({ app, name, role, rights, ...scope, ...(renew ? { renew } : {}) })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setSubject(agent)
        .setAudience(audience)
        .setIssuedAt(issued)
        .setExpirationTime(expires)
        .sign(key);
      return { token, expiresAt: expires * 1000 };
    },
    async verify(token) {
      try {
        return await read(token);
      } catch (cause) {
        if (cause instanceof errors.JWTExpired) throw new CallstationError('tokenExpired', undefined, { cause });
        throw new CallstationError('unauthorized', undefined, { cause });
      }
    },
  };
}
