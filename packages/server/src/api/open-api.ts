import { ERRORS } from '@callstation/core/protocol';
import { toJsonSchema, type ConversionConfig } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { STATUS } from '../net/http-errors.ts';
import { KEY_ROLES } from './caller.ts';
import type { Route } from './route.ts';

type Json = Record<string, unknown>;

/** Of what a schema checks beyond JSON Schema nothing is said. */
const AS_INPUT: ConversionConfig = { typeMode: 'input', errorMode: 'ignore' };
const AS_OUTPUT: ConversionConfig = { typeMode: 'output', errorMode: 'ignore' };

const INTRO = `The REST API of Callstation. Times are epoch milliseconds (UTC). Every refusal is \`{"error": {code, message,
retryable, data?}}\`. A key says whose data is seen; its role (${KEY_ROLES.join(', ')}) what may be done.`;

/** The OpenAPI 3.1 document of these routes, which are under `server`. */
export function openApiOf(routes: readonly Route[], server: string): Json {
  const paths: Record<string, Json> = {};
  for (const one of routes) {
    const path = one.path.replaceAll(/:(\w+)/gu, '{$1}');
    paths[path] = { ...paths[path], [one.method.toLowerCase()]: operationOf(one) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Callstation', version: 'v1', description: INTRO },
    servers: [{ url: server }],
    security: [{ key: [] }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key, or the token of a supervisor or admin.' },
      },
      schemas: { Error: errorSchema },
    },
  };
}

const errorSchema: Json = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message', 'retryable'],
      properties: {
        code: { type: 'string', enum: Object.keys(ERRORS) },
        message: { type: 'string' },
        retryable: { type: 'boolean' },
        data: {},
      },
    },
  },
};

const REFUSAL = { content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } };

function operationOf(one: Route): Json {
  const { role, right, keyOnly = false } = one.needs;
  const needs = [`Needs the role \`${role}\``, ...(right ? [`and, of a token, the right \`${right}\``] : [])].join(' ');
  const refused: [number, string][] = [
    [STATUS.invalidArgument, 'Something is missing or malformed; `data.issues` names the fields.'],
    [STATUS.unauthorized, 'The key or token was refused.'],
    [STATUS.forbidden, 'The key or token may not do this.'],
    [STATUS.rateLimited, 'Too many requests; see `Retry-After`.'],
    ...(one.path.includes(':') ? [[STATUS.notFound, 'There is no such thing.'] as [number, string]] : []),
    ...(one.method === 'GET' ? [] : [[STATUS.invalidState, 'Not possible in the present state.'] as [number, string]]),
    ...(one.versioned === true && one.method !== 'GET' ? [[412, 'Changed meanwhile.'] as [number, string]] : []),
  ];
  return {
    operationId: operationIdOf(one),
    summary: one.summary,
    description: [one.description, `${needs}${keyOnly ? '; keys only' : ''}.`].filter(Boolean).join('\n\n'),
    tags: [one.tag],
    parameters: [...inPath(one.params), ...inQuery(one.query), ...(one.versioned === true ? inHeader(one) : [])],
    ...(one.body === null ? {} : { requestBody: { required: true, content: bodyOf(one, one.body) } }),
    responses: {
      ...answerOf(one),
      ...Object.fromEntries(refused.map(([status, description]) => [status, { description, ...REFUSAL }])),
    },
  };
}

function bodyOf({ takes }: Route, body: v.GenericSchema): Json {
  if (takes === undefined) return { 'application/json': { schema: plain(body, AS_INPUT) } };
  return Object.fromEntries(takes.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]));
}

function answerOf(one: Route): Json {
  const schema = plain(one.response, AS_OUTPUT);
  if (one.produces !== undefined)
    return {
      200: {
        description: 'Done.',
        content: { [one.produces]: { schema: { type: 'string', ...(one.sends ? { format: 'binary' } : {}) } } },
      },
    };
  if (schema['type'] === 'null') return { 204: { description: 'Done.' } };
  const headers = one.versioned === true ? { headers: { ETag: { schema: { type: 'string' } } } } : {};
  return { [one.status ?? 200]: { description: 'Done.', ...headers, content: { 'application/json': { schema } } } };
}

const inPath = (schema: v.GenericSchema) => parametersOf(schema, 'path');
const inQuery = (schema: v.GenericSchema) => parametersOf(schema, 'query');

function parametersOf(schema: v.GenericSchema, where: 'path' | 'query'): Json[] {
  const { properties = {}, required = [] } = plain(schema, AS_INPUT) as { properties?: Json; required?: string[] };
  return Object.entries(properties).map(([name, of]) => ({
    ...{ name, in: where, required: where === 'path' || required.includes(name), schema: of },
  }));
}

function inHeader({ method }: Route): Json[] {
  if (method === 'GET') return [];
  const schema = { type: 'string' };
  return [
    { name: 'If-Match', in: 'header', schema, description: 'The `ETag` it was read with.' },
    { name: 'If-None-Match', in: 'header', schema, description: '`*`: only when there is none yet.' },
  ];
}

function operationIdOf({ method, path }: Route): string {
  const words = path.split(/[^A-Za-z]+/u).filter(Boolean);
  return [method.toLowerCase(), ...words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))].join('');
}

function plain(schema: v.GenericSchema, config: ConversionConfig): Json {
  const { $schema: _, ...rest } = toJsonSchema(schema, config);
  return rest;
}
