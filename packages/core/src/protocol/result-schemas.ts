import * as v from 'valibot';
import type { IceServer, Method, Result, SipAccount } from './requests.ts';
import { chatMessageSchema, instant, stateSchema, whole } from './update-schemas.ts';
import { hasOwn } from '../model/has-own.ts';

const text = v.string();
const optionalText = v.exactOptional(text);
const done = v.null();
const inSession = v.looseObject({ sessionId: text });
const named = v.array(v.looseObject({ id: text, name: text }));

/** STUN and TURN servers. */
export const iceServersSchema: v.GenericSchema<unknown, IceServer[]> = v.array(
  v.looseObject({ urls: v.array(text), username: v.exactOptional(text), credential: v.exactOptional(text) }),
);

/** A one-use SIP account. */
export const sipAccountSchema: v.GenericSchema<unknown, SipAccount> = v.looseObject({
  uri: text,
  username: text,
  password: text,
  url: text,
  expiresAt: instant,
  iceServers: iceServersSchema,
});

type Answering = { [M in Method as Result<M> extends null ? never : M]: v.GenericSchema<unknown, Result<M>> };

const ANSWERING: Answering = {
  hello: v.looseObject({
    epoch: text,
    seq: whole,
    serverTime: instant,
    leaseMs: whole,
    sip: v.nullable(sipAccountSchema),
    state: v.nullable(stateSchema),
  }),
  renewToken: v.looseObject({ token: text }),
  sipAccount: sipAccountSchema,
  'call.dial': inSession,
  'supervisor.listen': inSession,
  'chat.send': v.looseObject({ seq: whole }),
  'chat.history': v.array(chatMessageSchema),
  'directory.agents': v.array(
    v.looseObject({
      id: text,
      name: text,
      status: text,
      reach: v.picklist(['page', 'phone', 'none']),
      skillGroups: v.exactOptional(v.array(text)),
      since: v.exactOptional(instant),
      ...{ role: optionalText, email: optionalText, workId: optionalText, phone: optionalText, mobile: optionalText },
    }),
  ),
  'directory.skillGroups': v.array(
    v.looseObject({
      id: text,
      name: text,
      strategy: optionalText,
      ringTimeoutMs: v.exactOptional(whole),
      wrapUpMs: v.exactOptional(v.nullable(whole)),
      maxWaitMs: v.exactOptional(whole),
    }),
  ),
  'directory.numbers': v.array(
    v.looseObject({
      number: text,
      pool: v.exactOptional(text),
      poolName: v.exactOptional(text),
      default: v.exactOptional(v.boolean()),
    }),
  ),
  'directory.ivrs': v.array(v.looseObject({ id: text, name: text, nodes: named })),
  'directory.ivr': named,
  'directory.dispositions': named,
  'directory.breakReasons': v.array(v.looseObject({ id: text, name: text, code: v.exactOptional(whole) })),
  'directory.terminal': v.looseObject({ server: optionalText, number: optionalText, password: optionalText }),
};

/** What a request is answered with; most with null. */
export function resultSchema(method: Method): v.GenericSchema {
  return hasOwn(ANSWERING, method) ? ANSWERING[method as keyof Answering] : done;
}
