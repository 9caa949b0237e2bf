import { createHash, createHmac } from 'node:crypto';
import { sameSecret } from '../same-secret.ts';
import { TcccError } from './tccc-error.ts';

/** A request as it is signed. */
export interface Tc3Request {
  method: string;
  /** With the query. */
  url: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** What the client may have taken for this host. */
  hosts: readonly string[];
  body: Buffer;
}

/** What an `Authorization` header says. */
export interface Tc3Claim {
  secretId: string;
  date: string;
  /** Seconds. */
  timestamp: number;
  signature: string;
  service: string;
  signedHeaders: readonly string[];
}

/** What clocks may differ by, seconds. */
export const TC3_WINDOW = 300;
const CREDENTIAL = /^([\w-]{1,128})\/(\d{4}-\d{2}-\d{2})\/([\w./:-]{1,255})\/tc3_request$/u;
const MOST_SIGNED_HEADERS = 32;

/** Reads the claim of a request, of which nothing is proved yet. Throws {@link TcccError}. */
export function readTc3({ headers }: Pick<Tc3Request, 'headers'>): Tc3Claim {
  const header = one(headers['authorization']);
  if (header === null || header.length > 2048 || !header.startsWith('TC3-HMAC-SHA256 '))
    throw new TcccError('AuthFailure.InvalidAuthorization');
  const parts = new Map(
    header
      .slice('TC3-HMAC-SHA256 '.length)
      .split(',')
      .map((part): [string, string] => {
        const at = part.indexOf('=');
        return [part.slice(0, at).trim(), part.slice(at + 1).trim()];
      }),
  );
  const [, secretId, date, service] = CREDENTIAL.exec(parts.get('Credential') ?? '') ?? [];
  const signature = parts.get('Signature') ?? '';
  const signedHeaders = (parts.get('SignedHeaders') ?? '').split(';');
  if (secretId === undefined || date === undefined || service === undefined || !/^[0-9a-f]{64}$/u.test(signature))
    throw new TcccError('AuthFailure.InvalidAuthorization');
  // Both have to be signed: what is not could be changed on the way.
  if (
    !['content-type', 'host'].every((name) => signedHeaders.includes(name)) ||
    signedHeaders.length > MOST_SIGNED_HEADERS
  )
    throw new TcccError('AuthFailure.InvalidAuthorization');
  const time = one(headers['x-tc-timestamp']) ?? '';
  if (!/^\d{1,12}$/u.test(time)) throw new TcccError('MissingParameter', 'X-TC-Timestamp is missing.');
  return { secretId, date, service, signature, signedHeaders, timestamp: Number(time) };
}

/** Throws {@link TcccError} unless the claim fits the time (milliseconds) and was made of this request with that key. */
export function checkTc3(request: Tc3Request, claim: Tc3Claim, secretKey: string, now: number): void {
  const skew = Math.abs(now / 1000 - claim.timestamp);
  if (skew > TC3_WINDOW || new Date(claim.timestamp * 1000).toISOString().slice(0, 10) !== claim.date)
    throw new TcccError('AuthFailure.SignatureExpire');
  const signatures = canonicalRequests(request, claim).map((text) => signature(text, claim, secretKey));
  // Not `some`: all are compared, so that the time says nothing.
  const fits = signatures.filter((made) => sameSecret(made, claim.signature));
  if (fits.length === 0) throw new TcccError('AuthFailure.SignatureFailure');
}

/**
 * What may have been signed. Clients differ in three things: whether the host has its port, whether the path is the real one
 * or always `/`, and whether values of headers are in lower case.
 */
function canonicalRequests(
  { method, url, headers, hosts: named, body }: Tc3Request,
  { signedHeaders }: Tc3Claim,
): string[] {
  const [path, query] = splitOnce(url, '?');
  const hosts = new Set(named.flatMap((host) => [host, host.replace(/:\d{1,5}$/u, '')]));
  const paths = new Set([path, '/']);
  const hash = sha256(body);
  return [...hosts].flatMap((asHost) =>
    [...paths].flatMap((asPath) =>
      [(value: string) => value, (value: string) => value.toLowerCase()].map((put) => {
        const lines = signedHeaders.map((name) => {
          const value = name === 'host' ? asHost : (one(headers[name]) ?? '');
          return `${name}:${put(value.trim())}\n`;
        });
        return [method, asPath, query, lines.join(''), signedHeaders.join(';'), hash].join('\n');
      }),
    ),
  );
}

function signature(canonical: string, { timestamp, date, service }: Tc3Claim, secretKey: string): string {
  const scope = `${date}/${service}/tc3_request`;
  const text = ['TC3-HMAC-SHA256', String(timestamp), scope, sha256(canonical)].join('\n');
  const key = hmac(hmac(hmac(`TC3${secretKey}`, date), service), 'tc3_request');
  return hmac(key, text).toString('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

function one(value: string | string[] | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function splitOnce(text: string, at: string): [string, string] {
  const index = text.indexOf(at);
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)];
}
