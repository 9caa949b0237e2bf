import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '@callstation/core/ports';

/** How long a nonce is good. */
const NONCE_MS = 300_000;

/** Name and password of a one-use account. */
export interface Credentials {
  username: string;
  password: string;
}
/** What an Authorization header amounts to. `stale`: right password, worn nonce; the client may try the new one at once. */
export type DigestVerdict = 'ok' | 'missing' | 'stale' | 'wrong';

/** Digest authentication (RFC 7616, MD5 with qop=auth: what SIP phones speak), for one account. */
export class Digest {
  readonly #clock: Clock;
  readonly #realm: string;
  readonly #credentials: Credentials;
  readonly #secret = randomBytes(32);
  /** Highest count seen for each nonce in use. */
  readonly #counts = new Map<string, number>();

  constructor(clock: Clock, realm: string, credentials: Credentials) {
    this.#clock = clock;
    this.#realm = realm;
    this.#credentials = credentials;
  }

  /** Value of a WWW-Authenticate header with a fresh nonce. */
  challenge(stale: boolean): string {
    const time = Math.floor(this.#clock.now()).toString(36);
    const nonce = `${time}.${randomBytes(6).toString('hex')}`;
    const parts = `realm="${this.#realm}", nonce="${nonce}.${this.#sign(nonce)}", algorithm=MD5, qop="auth"`;
    return `Digest ${parts}${stale ? ', stale=true' : ''}`;
  }

  /** Judges an Authorization header. */
  check(header: string | undefined, method: string): DigestVerdict {
    if (!header) return 'missing';
    const fields = parse(header);
    const { username, realm, nonce, uri, qop, nc, cnonce, response } = fields;
    if (!username || !nonce || !uri || !cnonce || !response || qop !== 'auth' || !/^[0-9a-f]{8}$/i.test(nc ?? ''))
      return 'wrong';
    if (username !== this.#credentials.username || realm !== this.#realm) return 'wrong';
    const ha1 = md5(`${username}:${this.#realm}:${this.#credentials.password}`);
    const expected = md5(`${ha1}:${nonce}:${nc}:${cnonce}:auth:${md5(`${method}:${uri}`)}`);
    if (!same(expected, response.toLowerCase())) return 'wrong';
    return this.#fresh(nonce, Number.parseInt(nc ?? '', 16)) ? 'ok' : 'stale';
  }

  /** A nonce is ours, young, and its count rises: a recorded header is worth nothing. */
  #fresh(nonce: string, count: number): boolean {
    const [time = '', random = '', signature = ''] = nonce.split('.');
    if (!same(this.#sign(`${time}.${random}`), signature)) return false;
    const age = this.#clock.now() - Number.parseInt(time, 36);
    if (!(age >= 0 && age <= NONCE_MS) || count <= (this.#counts.get(nonce) ?? 0)) return false;
    if (this.#counts.size > 32) this.#counts.delete(this.#counts.keys().next().value ?? '');
    this.#counts.set(nonce, count);
    return true;
  }

  #sign(text: string): string {
    return createHmac('sha256', this.#secret).update(text).digest('hex').slice(0, 32);
  }
}

function parse(header: string): Partial<Record<string, string>> & {
  username?: string;
  realm?: string;
  nonce?: string;
  uri?: string;
  qop?: string;
  nc?: string;
  cnonce?: string;
  response?: string;
} {
  const fields: Partial<Record<string, string>> = {};
  if (!/^digest\s/i.test(header)) return fields;
  for (const [, key = '', quoted, plain] of header
    .slice(7)
    .matchAll(/(?<![a-z])([a-z]{1,20})=(?:"([^"]*)"|([^\s,"]+))/gi))
    fields[key.toLowerCase()] = quoted ?? plain ?? '';
  return fields;
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

function same(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}
