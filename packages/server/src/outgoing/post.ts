import { lookup as dnsLookup } from 'node:dns';
import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Clock } from '@callstation/core/ports';
import { isPublicAddress } from './address-guard.ts';
import { hostOf, targetProblem } from './target-url.ts';

/** Something to post. Milliseconds and bytes. */
export interface PostRequest {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** Over all: name, connection, TLS, the answer with its body. */
  timeoutMs: number;
  /** How much of the answer's body is read; the rest is not waited for. */
  maxBody: number;
  signal?: AbortSignal;
}

/** What came back. A redirect is an answer like any other, and is not followed. */
export interface PostAnswer {
  status: number;
  /** As the header says it. */
  retryAfter: string | null;
  body: Buffer;
  /** Whether the body is whole: not cut off by its length or by time. */
  whole: boolean;
}

/** Posts. Rejects {@link PostFailed}. */
export type Post = (request: PostRequest) => Promise<PostAnswer>;

/** Why nothing came back. */
export type PostFailure = 'timeout' | 'forbidden' | 'unreachable' | 'stopped';

/** Nothing came back. The message names neither address nor URL, which may hold a secret. */
export class PostFailed extends Error {
  readonly why: PostFailure;
  constructor(why: PostFailure, detail?: string) {
    super(detail === undefined ? why : `${why}: ${detail}`);
    this.name = 'PostFailed';
    this.why = why;
  }
}

interface PostOptions {
  clock: Clock;
  /** Also `http:`, and addresses of private networks. */
  allowPrivate: boolean;
  /** Resolves names; another one for tests. */
  lookup?: typeof dnsLookup;
}

/**
 * Makes a {@link Post} over HTTP 1.1, a connection for each. What a name resolves to is judged when the connection is made and
 * with the very address it is made to, so that a name which changes its mind in between gains nothing.
 */
export function createPost({ clock, allowPrivate, lookup = dnsLookup }: PostOptions): Post {
  const judged = judgedLookup(lookup, allowPrivate ? () => true : isPublicAddress);
  return async ({ url: text, headers, body, timeoutMs, maxBody, signal }) => {
    const problem = targetProblem(text, allowPrivate);
    if (problem !== null) throw new PostFailed('forbidden', problem);
    if (signal?.aborted === true) throw new PostFailed('stopped');
    const url = new URL(text);
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)({
      ...{ hostname: hostOf(url), path: `${url.pathname}${url.search}`, method: 'POST', agent: false },
      ...(url.port === '' ? {} : { port: url.port }),
      ...{ headers: { ...headers, 'content-length': Buffer.byteLength(body) }, maxHeaderSize: 16_384 },
      lookup: judged,
    });
    const exchanged = exchange(request, maxBody);
    // What has come while this process was busy counts: it is read before an immediate.
    const cancel = clock.after(timeoutMs, () => void setImmediate(() => exchanged.giveUp('timeout')));
    const onAbort = (): void => exchanged.giveUp('stopped');
    signal?.addEventListener('abort', onAbort, { once: true });
    request.end(body);
    return exchanged.answer.finally(() => {
      cancel();
      signal?.removeEventListener('abort', onAbort);
      request.destroy();
    });
  };
}

function exchange(
  request: ClientRequest,
  maxBody: number,
): { answer: Promise<PostAnswer>; giveUp(why: PostFailure): void } {
  const { promise, resolve, reject } = withResolvers<PostAnswer>();
  let response: IncomingMessage | null = null;
  const chunks: Buffer[] = [];
  let bytes = 0;
  const end = (whole: boolean): void => {
    if (response === null) return;
    const body = Buffer.concat(chunks).subarray(0, maxBody);
    resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] ?? null, body, whole });
  };
  request.on('response', (came) => {
    response = came;
    came.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes > maxBody) end(false);
    });
    came.on('end', () => end(true));
    came.on('error', () => end(false));
  });
  request.on('error', (error) => {
    end(false);
    reject(error instanceof PostFailed ? error : new PostFailed('unreachable', codeOf(error)));
  });
  return {
    answer: promise,
    giveUp(why) {
      // The status is what counts; who only dawdles over a body has answered.
      if (why === 'timeout') end(false);
      reject(new PostFailed(why));
      request.destroy();
    },
  };
}

/** A resolver that knows only what may be connected to: a single address that may not spoils the name. */
function judgedLookup(lookup: typeof dnsLookup, isAllowed: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, []);
      const [first] = addresses;
      if (first === undefined || !addresses.every(({ address }) => isAllowed(address)))
        return callback(new PostFailed('forbidden', 'its name leads into a private network'), []);
      if (options.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : 'no answer';
}

function withResolvers<T>(): { promise: Promise<T>; resolve(value: T): void; reject(reason: Error): void } {
  let [resolve, reject]: [(value: T) => void, (reason: Error) => void] = [() => undefined, () => undefined];
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
