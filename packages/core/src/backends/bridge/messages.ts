import * as v from 'valibot';

import type { ErrorData, Id, Update, Volume } from '../../model/index.ts';
import type { DeviceChoice, Logger } from '../../ports/index.ts';
import { LIMITS, parseJson } from '../../protocol/index.ts';
import { hasOwn } from '../../model/has-own.ts';

/** The contract these two halves speak. It rises when an older half could not go on. */
export const BRIDGE_VERSION = 1;

type Asked = { id: number };

/** What only stands on the line of a link: numbered, in order, each once. */
export type NearBody =
  | ({ kind: 'connect'; pageId: Id } & Asked)
  | ({ kind: 'request'; method: string; params: unknown; commandId?: Id } & Asked)
  | ({
      kind: 'devices';
      do: 'list' | 'select' | 'unlock' | 'setVolume';
      choice?: DeviceChoice;
      volume?: Partial<Volume>;
    } & Asked)
  | ({ kind: 'host'; name: string; args: unknown } & Asked)
  | ({ kind: 'close' } & Asked)
  | { kind: 'ring'; on: boolean }
  | { kind: 'levels'; sessionId: Id; on: boolean }
  | { kind: 'visible'; visible: boolean }
  | Answer;

/** As {@link NearBody}, the other way. */
export type FarBody =
  | { kind: 'update'; update: Update }
  | { kind: 'event'; name: string; data: unknown }
  | ({ kind: 'token' } & Asked)
  | Answer;

/** What a question is answered with. */
export type Answer = ({ kind: 'answer'; result: unknown } & Asked) | ({ kind: 'failed'; error: ErrorData } & Asked);

/** Beside the line: makes, watches and ends links; and loudness, of which only the newest counts. */
export type NearSignal =
  | { kind: 'hello'; bridge: number; near: Id; visible: boolean; settings: Record<string, unknown> }
  | { kind: 'ping'; ping: number; sent: number };
export type FarSignal =
  | { kind: 'ready'; bridge: number; far: Id }
  | { kind: 'welcome'; bridge: number; far: Id; at: number; can?: string[] }
  | { kind: 'refused'; error: ErrorData }
  | { kind: 'lost' }
  | { kind: 'replaced' }
  | { kind: 'pong'; ping: number; sent: number }
  | { kind: 'level'; sessionId: Id; count: number; mic: number; peer: number };

const text = v.string();
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.idLength));
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.nameLength));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const errorData = v.looseObject({ code: text, message: text, retryable: v.boolean() });
const loudness = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const kind = <const K extends string>(one: K) => v.literal(one);

const answers = {
  answer: v.looseObject({ kind: kind('answer'), id: count, result: v.unknown() }),
  failed: v.looseObject({ kind: kind('failed'), id: count, error: errorData }),
};
const nearBodies: Record<NearBody['kind'], v.GenericSchema> = {
  ...answers,
  connect: v.looseObject({ kind: kind('connect'), id: count, pageId: id }),
  request: v.looseObject({
    kind: kind('request'),
    id: count,
    method: name,
    params: v.unknown(),
    commandId: v.exactOptional(v.pipe(text, v.minLength(1), v.maxLength(LIMITS.commandIdLength))),
  }),
  devices: v.looseObject({
    kind: kind('devices'),
    id: count,
    do: v.picklist(['list', 'select', 'unlock', 'setVolume']),
    choice: v.exactOptional(
      v.strictObject({
        microphone: v.exactOptional(text),
        speaker: v.exactOptional(text),
        ringer: v.exactOptional(text),
        camera: v.exactOptional(text),
      }),
    ),
    // Whether they are numbers, and which are volumes, is the media's to say: it has the words.
    volume: v.exactOptional(v.record(text, v.unknown())),
  }),
  host: v.looseObject({ kind: kind('host'), id: count, name, args: v.unknown() }),
  close: v.looseObject({ kind: kind('close'), id: count }),
  ring: v.looseObject({ kind: kind('ring'), on: v.boolean() }),
  levels: v.looseObject({ kind: kind('levels'), sessionId: id, on: v.boolean() }),
  visible: v.looseObject({ kind: kind('visible'), visible: v.boolean() }),
};
const farBodies: Record<FarBody['kind'], v.GenericSchema> = {
  ...answers,
  update: v.looseObject({ kind: kind('update'), update: v.looseObject({ type: text }) }),
  event: v.looseObject({ kind: kind('event'), name, data: v.unknown() }),
  token: v.looseObject({ kind: kind('token'), id: count }),
};
const nearSignals: Record<NearSignal['kind'], v.GenericSchema> = {
  hello: v.looseObject({
    kind: kind('hello'),
    bridge: count,
    near: id,
    visible: v.boolean(),
    settings: v.record(text, v.unknown()),
  }),
  ping: v.looseObject({ kind: kind('ping'), ping: count, sent: count }),
};
const bare = (one: string) => v.looseObject({ kind: kind(one) });
const farSignals: Record<FarSignal['kind'], v.GenericSchema> = {
  ready: v.looseObject({ kind: kind('ready'), bridge: count, far: id }),
  welcome: v.looseObject({
    kind: kind('welcome'),
    bridge: count,
    far: id,
    at: v.pipe(v.number(), v.finite()),
    can: v.exactOptional(v.array(text)),
  }),
  refused: v.looseObject({ kind: kind('refused'), error: errorData }),
  lost: bare('lost'),
  replaced: bare('replaced'),
  pong: v.looseObject({ kind: kind('pong'), ping: count, sent: count }),
  level: v.looseObject({ kind: kind('level'), sessionId: id, count, mic: loudness, peer: loudness }),
};

/** A message, its body not looked at yet. `n`: its place on the line of that link; a signal has none. */
export interface Envelope {
  to: 'near' | 'far';
  link: string;
  n?: number;
  kind: string;
}
const envelope = v.looseObject({
  callstation: v.literal('bridge'),
  to: v.picklist(['near', 'far']),
  link: v.pipe(v.string(), v.maxLength(LIMITS.idLength)),
  n: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
  kind: text,
});

/** Reads a text for that half. Never throws; null: nothing for it, which is traced where it looked like a message. */
export function readMessage(to: 'near' | 'far', message: unknown, logger: Logger): Envelope | null {
  if (typeof message !== 'string') return null;
  const parsed = parseJson(message, LIMITS.serverMessageBytes);
  const checked = v.safeParse(envelope, parsed.ok ? parsed.value : null);
  if (checked.success) return checked.output.to === to ? checked.output : null;
  logger.debug('a text that is no message of the bridge', { why: parsed.ok ? 'shape' : parsed.why });
  return null;
}

/** The bodies and signals of each half, by kind. */
const SCHEMAS = { nearBody: nearBodies, nearSignal: nearSignals, farBody: farBodies, farSignal: farSignals } as const;
interface Read {
  nearBody: NearBody;
  nearSignal: NearSignal;
  farBody: FarBody;
  farSignal: FarSignal;
}

/** What a message says, checked; null for what this version does not know or is malformed, which is traced. */
export function readBody<K extends keyof Read>(what: K, message: Envelope, logger: Logger): Read[K] | null {
  const schemas: Record<string, v.GenericSchema> = SCHEMAS[what];
  const schema = hasOwn(schemas, message.kind) ? schemas[message.kind] : undefined;
  const checked = schema && v.safeParse(schema, message);
  // The schema of a kind is that kind's; the table that holds them all does not say so.
  if (checked?.success) return checked.output as Read[K];
  logger.warn(schema ? 'a message of the bridge was refused' : 'a message of another version of the bridge', {
    kind: message.kind.slice(0, LIMITS.nameLength),
  });
  return null;
}

/** A message as text. Throws for what is no JSON. */
export function encodeMessage(to: 'near' | 'far', link: string, body: object, n?: number): string {
  return JSON.stringify({ callstation: 'bridge', to, link, ...(n === undefined ? {} : { n }), ...body });
}
