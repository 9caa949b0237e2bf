import * as v from 'valibot';
import type { Caller, Needs } from './caller.ts';

type Schema = v.GenericSchema;
type Reading = 'GET';
type Changing = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Nothing may be given. */
const nothing = v.strictObject({});
type Nothing = typeof nothing;

/** What a handler is given, checked. */
export interface RouteInput<P extends Schema, Q extends Schema, B extends Schema> {
  params: v.InferOutput<P>;
  query: v.InferOutput<Q>;
  body: v.InferOutput<B>;
  /**
   * Of a `versioned` route: the version that `If-Match` names, `'none'` with `If-None-Match: *` (there must be none yet),
   * undefined where the caller does not mind.
   */
  version: number | 'none' | undefined;
}

/** What a change leaves in the audit. No numbers and names of people. */
export interface Audited<Input, Output> {
  /** `key.create`, `session.delete`, … */
  action: string;
  /** The id of what was changed. */
  target?: (input: Input, output: Output) => string | null;
  data?: (input: Input, output: Output) => unknown;
}

interface Common<P extends Schema, Q extends Schema, B extends Schema, R extends Schema> {
  /** Under `/v1`, with Fastify's `:params`. */
  path: `/${string}`;
  /** A line for the documentation. */
  summary: string;
  /** What else is to be known, Markdown. */
  description?: string;
  /** Under which heading it is documented. */
  tag: string;
  needs: Needs;
  /** Strict objects; left out: nothing may be given. A query's values are strings. */
  params?: P;
  query?: Q;
  body?: B;
  /** What is answered, with status 200; `v.null()`: nothing, with 204. */
  response: R;
  /** Instead of 200. */
  status?: 201 | 202;
  /** The answer has a `version`, which becomes the `ETag`; changes may name it by `If-Match`. */
  versioned?: boolean;
  /** The answer is a string of this media type instead of JSON; with `sends`, what the file is. */
  produces?: string;
  /** The handler answers `{path, type}`: that file is sent, with ranges, and kept by nobody on the way. */
  sends?: 'file';
  /** The body is bytes of one of these media types, a `Buffer`, instead of JSON. */
  takes?: readonly string[];
  /** The largest body, bytes; default 16 KiB. */
  bodyLimit?: number;
  handler: (caller: Caller, input: RouteInput<P, Q, B>) => Promise<v.InferOutput<R>>;
}

/** A route as it is written: reading ones need no audit, changing ones do. */
export type RouteSpec<P extends Schema, Q extends Schema, B extends Schema, R extends Schema> = Common<P, Q, B, R> &
  ({ method: Reading } | { method: Changing; audit: Audited<RouteInput<P, Q, B>, v.InferOutput<R>> });

/** A route as the framework takes it. */
export interface Route extends Omit<Common<Schema, Schema, Schema, Schema>, 'params' | 'query' | 'body'> {
  method: Reading | Changing;
  params: Schema;
  query: Schema;
  body: Schema | null;
  audit: Audited<RouteInput<Schema, Schema, Schema>, unknown> | null;
}

/**
 * Declares a route of the REST API as data. Checks, sign-in, refusals, limits, audit and documentation come from it.
 *
 * @example
 * route({
 *   method: 'GET',
 *   path: '/keys/:id',
 *   summary: 'One API key',
 *   tag: 'Keys',
 *   needs: { role: 'admin' },
 *   params: v.strictObject({ id: anId }),
 *   response: ShownKey,
 *   handler: async ({ app }, { params }) => show(await keys.get(app, params.id)),
 * });
 */
export function route<
  R extends Schema,
  P extends Schema = Nothing,
  Q extends Schema = Nothing,
  B extends Schema = Nothing,
>(spec: RouteSpec<P, Q, B, R>): Route {
  const { params = nothing, query = nothing, body = null } = spec;
  // The framework hands a handler only what its own schemas have let through.
  return { ...spec, params, query, body, audit: 'audit' in spec ? spec.audit : null } as unknown as Route;
}
