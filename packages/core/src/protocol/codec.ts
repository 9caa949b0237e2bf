import * as v from 'valibot';
import type { ErrorData, Update } from '../model/index.ts';
import { ERRORS, type ErrorCode } from './errors.ts';
import { LIMITS } from './limits.ts';
import type { Method, Params, Result } from './requests.ts';
import { resultSchema } from './result-schemas.ts';
import { parseJson, utf8Length, type Parsed } from './safe-json.ts';
import { isCommand, PARAMS } from './schemas.ts';
import { UPDATES } from './update-schemas.ts';
import { hasOwn } from '../model/has-own.ts';

/** Pairs an answer with its request; made by the page, unique on its socket. */
export type RequestId = string | number;

/** A request as decoded: `params` fits `method`. */
export type DecodedRequest = {
  [M in Method]: { ok: true; id: RequestId; method: M; params: Params<M>; commandId: string | null };
}[Method];
/** A message that was refused; `id` is null where none could be read. */
export type RefusedRequest = { ok: false; id: RequestId | null; error: ErrorData };

/** What a server says. `update` null: of a type this page does not know; count its `seq` and go on. */
export type ServerMessage =
  | { kind: 'result'; id: RequestId; result: unknown }
  | { kind: 'error'; id: RequestId | null; error: ErrorData }
  | { kind: 'update'; epoch: string; seq: number | null; update: Update | null }
  | { kind: 'ping'; ping: number }
  | { kind: 'unknown'; method: string };

/** Anything decoded, or the error that says what is wrong with it. */
export type Decoded<T> = { ok: true; value: T } | { ok: false; error: ErrorData };

/** Plain error data: the code's default text, `why` appended. */
export function errorData(code: ErrorCode, why?: string): ErrorData {
  const { message, retryable } = ERRORS[code];
  return { code, message: why === undefined ? message : `${message} (${why})`, retryable };
}

const idSchema = v.union([
  v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.idLength)),
  v.pipe(v.number(), v.safeInteger()),
]);
const requestSchema = v.strictObject({
  jsonrpc: v.literal('2.0'),
  id: idSchema,
  method: v.pipe(v.string(), v.maxLength(LIMITS.idLength)),
  params: v.exactOptional(v.unknown()),
  commandId: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.commandIdLength))),
});

/** Reads a message of a page. Never throws; refuses by code what is not a request of this protocol. */
export function decodeRequest(text: string): DecodedRequest | RefusedRequest {
  const parsed = parseJson(text, LIMITS.requestBytes);
  if (!parsed.ok) return { ok: false, id: null, error: unreadable(parsed) };
  const envelope = v.safeParse(requestSchema, parsed.value);
  const id = idOf(parsed.value);
  if (!envelope.success) return { ok: false, id, error: errorData('malformed', whatIsWrong(envelope.issues)) };
  const { method, params = {}, commandId = null } = envelope.output;
  const call = decodeCall(method, params);
  if (!call.ok) return { ok: false, id, error: call.error };
  if (commandId === null && isCommand(call.value.method))
    return { ok: false, id, error: errorData('invalidArgument', 'commandId: is missing') };
  return { ok: true, id: envelope.output.id, ...call.value, commandId } as DecodedRequest;
}

/** Reads a request apart from its envelope. Never throws; refuses what no page may ask. */
export function decodeCall(method: string, params: unknown): Decoded<{ method: Method; params: Params<Method> }> {
  if (!hasOwn(PARAMS, method)) return { ok: false, error: errorData('unknownMethod') };
  const known = method as Method;
  const checked = v.safeParse<v.GenericSchema>(PARAMS[known], params);
  if (checked.success) return { ok: true, value: { method: known, params: checked.output as Params<Method> } };
  return { ok: false, error: errorData('invalidArgument', whatIsWrong(checked.issues, 'params')) };
}

/** Reads a message of the server. Never throws; keeps fields it does not know. */
export function decodeServerMessage(text: string): Decoded<ServerMessage> {
  const parsed = parseJson(text, LIMITS.serverMessageBytes);
  if (!parsed.ok) return { ok: false, error: unreadable(parsed) };
  const message = v.safeParse(serverSchema, parsed.value);
  return message.success ? toServerMessage(message.output) : refuse(message.issues);
}

/** Reads the `result` of an answer as the answer to `method`. */
export function decodeResult<M extends Method>(method: M, result: unknown): Decoded<Result<M>> {
  const checked = v.safeParse(resultSchema(method), result);
  return checked.success ? { ok: true, value: checked.output as Result<M> } : refuse(checked.issues);
}

/** A request as text. A command (see `isCommand`) needs `commandId`. */
export function encodeRequest<M extends Method>(request: {
  id: RequestId;
  method: M;
  params: Params<M>;
  commandId?: string;
}): string {
  return JSON.stringify({ jsonrpc: '2.0', ...request });
}

/** An answer as text. */
export function encodeResult(id: RequestId, result: unknown): string {
  return JSON.stringify({ jsonrpc: '2.0', id, result });
}

/** A refusal as text: JSON-RPC's own number, and the stable code in `error.data`. */
export function encodeError(id: RequestId | null, error: ErrorData): string {
  const code = hasOwn(RPC_CODES, error.code) ? RPC_CODES[error.code as keyof typeof RPC_CODES] : -32000;
  return JSON.stringify({ jsonrpc: '2.0', id, error: { code, message: error.message, data: error } });
}

/** An update as text; `seq` null for a signal. */
export function encodeUpdate(epoch: string, seq: number | null, update: Update): string {
  const params = seq === null ? { epoch, update } : { epoch, seq, update };
  return JSON.stringify({ jsonrpc: '2.0', method: 'update', params });
}

/** A ping as text. */
export function encodePing(ping: number): string {
  return JSON.stringify({ jsonrpc: '2.0', method: 'ping', params: { ping } });
}

/** Whether a message of a page would be refused for its size. */
export function isTooLarge(text: string): boolean {
  return utf8Length(text) > LIMITS.requestBytes;
}

const RPC_CODES = { malformed: -32600, unknownMethod: -32601, invalidArgument: -32602, internal: -32603 } as const;

const errorSchema = v.looseObject({ code: v.string(), message: v.string(), retryable: v.boolean() });
const serverSchema = v.union([
  v.looseObject({
    jsonrpc: v.literal('2.0'),
    id: v.nullable(idSchema),
    error: v.looseObject({ data: errorSchema }),
  }),
  v.looseObject({ jsonrpc: v.literal('2.0'), id: idSchema, result: v.unknown() }),
  v.looseObject({ jsonrpc: v.literal('2.0'), method: v.string(), params: v.exactOptional(v.unknown()) }),
]);
const pingSchema = v.looseObject({ ping: v.pipe(v.number(), v.safeInteger()) });
const updateSchema = v.looseObject({
  epoch: v.string(),
  seq: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
  update: v.looseObject({ type: v.string() }),
});

function toServerMessage(message: v.InferOutput<typeof serverSchema>): Decoded<ServerMessage> {
  if ('error' in message && !('method' in message)) {
    const error = message.error as { data: ErrorData };
    return { ok: true, value: { kind: 'error', id: message.id as RequestId | null, error: error.data } };
  }
  if ('result' in message && !('method' in message))
    return { ok: true, value: { kind: 'result', id: message.id as RequestId, result: message.result } };
  const { method, params } = message as { method: string; params?: unknown };
  if (method === 'update') return toUpdate(params);
  if (method !== 'ping') return { ok: true, value: { kind: 'unknown', method } };
  const ping = v.safeParse(pingSchema, params);
  return ping.success ? { ok: true, value: { kind: 'ping', ping: ping.output.ping } } : refuse(ping.issues);
}

function toUpdate(params: unknown): Decoded<ServerMessage> {
  const envelope = v.safeParse(updateSchema, params);
  if (!envelope.success) return refuse(envelope.issues);
  const { epoch, seq = null, update } = envelope.output;
  const known = hasOwn(UPDATES, update.type);
  if (known && (update.type === 'signal') !== (seq === null))
    return { ok: false, error: errorData('malformed', 'seq: on a signal, or missing') };
  const decoded = decodeUpdate(update);
  return decoded.ok ? { ok: true, value: { kind: 'update', epoch, seq, update: decoded.value } } : decoded;
}

/** Reads an update apart from its envelope; null for one of a type that this page does not know. Never throws. */
export function decodeUpdate(update: { type: string }): Decoded<Update | null> {
  if (!hasOwn(UPDATES, update.type)) return { ok: true, value: null };
  const schema: v.GenericSchema<unknown, Update> = UPDATES[update.type as keyof typeof UPDATES];
  const checked = v.safeParse(schema, update);
  return checked.success ? { ok: true, value: checked.output } : refuse(checked.issues);
}

function refuse(issues: readonly v.BaseIssue<unknown>[]): { ok: false; error: ErrorData } {
  return { ok: false, error: errorData('malformed', whatIsWrong(issues)) };
}

function unreadable(parsed: Extract<Parsed, { ok: false }>): ErrorData {
  return errorData(parsed.reason, parsed.why);
}

/** The id of whatever came, so that even a refusal can be paired. */
function idOf(value: unknown): RequestId | null {
  if (typeof value !== 'object' || value === null || !hasOwn(value, 'id')) return null;
  const id = v.safeParse(idSchema, (value as { id: unknown }).id);
  return id.success ? id.output : null;
}

/** Where it is wrong and what was expected; never the value itself, which may be a secret. */
function whatIsWrong(issues: readonly v.BaseIssue<unknown>[], root = 'message'): string {
  const [issue] = issues;
  if (!issue) return root;
  const where = v.getDotPath(issue)?.slice(0, 100) ?? root;
  const expected = issue.kind === 'schema' && issue.expected !== null ? `expected ${issue.expected}` : issue.type;
  return `${where}: ${expected === 'check' ? issue.message : expected}`.replace(/\s+/gu, ' ').slice(0, 200);
}
