import * as v from 'valibot';
import {
  AGENT_VERBS,
  CALL_VERBS,
  CHAT_VERBS,
  DOMAIN_EVENTS,
  END_REASONS,
  MISS_REASONS,
  RIGHTS,
  type DomainEventName,
  type State,
  type Update,
} from '../model/index.ts';

// What a server says is read loosely: fields this page does not know stay, list members and causes it does not know are
// left out or replaced, so that a newer server can talk to an older page. A wrong type or a missing field is refused.

const text = v.string();
const optionalText = v.exactOptional(text);
export const instant = v.pipe(v.number(), v.finite());
export const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const deadline = v.nullable(instant);

/** The members of an array that this page knows. */
const known = <const T extends readonly string[]>(names: T) =>
  v.pipe(
    v.array(text),
    v.transform((all) => all.filter((one): one is T[number] => names.includes(one))),
  );
const cause = (otherwise: DomainEventName) =>
  v.pipe(
    text,
    v.transform((name) => DOMAIN_EVENTS.find((event) => event === name) ?? otherwise),
  );

const end = v.looseObject({
  reason: v.picklist(END_REASONS),
  by: v.picklist(['agent', 'peer', 'supervisor', 'system', 'timer']),
  takenBy: v.exactOptional(v.looseObject({ agent: text, name: text })),
  cause: v.exactOptional(v.looseObject({ sip: v.exactOptional(whole), code: optionalText, text: optionalText })),
});
const target = v.union([
  v.looseObject({ agent: text }),
  v.looseObject({ skillGroup: text }),
  v.looseObject({ number: text }),
  v.looseObject({ ivr: text, node: optionalText, agentLeg: v.exactOptional(v.picklist(['hangup', 'wait'])) }),
]);
const party = v.looseObject({
  id: text,
  role: v.picklist(['customer', 'agent', 'supervisor']),
  state: v.picklist(['ringing', 'joined', 'held']),
  number: optionalText,
  masked: v.exactOptional(v.boolean()),
  agentId: optionalText,
  userId: optionalText,
  name: optionalText,
  avatar: optionalText,
  location: optionalText,
});
const context = v.looseObject({
  flow: v.picklist(['in', 'out', 'callback', 'auto']),
  skillGroup: v.exactOptional(v.looseObject({ id: text, name: text })),
  callerNumber: optionalText,
  calleeNumber: optionalText,
  remark: optionalText,
  userData: optionalText,
  clientData: optionalText,
  channel: optionalText,
  channelName: optionalText,
  bizId: optionalText,
  displayNumber: optionalText,
  displayLocation: optionalText,
  trunk: optionalText,
  requeued: v.exactOptional(
    v.looseObject({ agent: text, name: text, why: v.picklist(['agentLost', 'transferFailed']) }),
  ),
  recording: v.exactOptional(v.picklist(['off', 'on'])),
  ivrPath: v.exactOptional(v.array(v.looseObject({ key: text, label: text }))),
});
const base = {
  id: text,
  engagementId: text,
  role: v.picklist(['handler', 'consulted', 'supervisor']),
  direction: v.picklist(['in', 'out']),
  peer: party,
  context,
  createdAt: instant,
  annotation: v.exactOptional(
    v.looseObject({
      disposition: optionalText,
      note: optionalText,
      tags: v.exactOptional(v.array(text)),
      data: v.exactOptional(v.record(text, text)),
    }),
  ),
};
const call = {
  ...base,
  kind: v.picklist(['phone', 'voip', 'video', 'internal']),
  supervises: v.exactOptional(v.looseObject({ session: text, mode: v.picklist(['listen', 'whisper', 'barge']) })),
};
const leg = v.looseObject({
  state: v.picklist(['none', 'connecting', 'flowing', 'reconnecting', 'lost']),
  at: v.nullable(v.union([v.looseObject({ page: text }), v.looseObject({ phone: text })])),
  deadline: v.exactOptional(instant),
});
const toggle = v.picklist(['off', 'turningOn', 'on', 'turningOff']);
const wrapUp = v.nullable(
  v.looseObject({
    deadline,
    latest: v.exactOptional(instant),
    requires: v.exactOptional(v.literal('disposition')),
  }),
);
const consult = v.union([
  v.looseObject({ state: v.literal('none'), failed: v.exactOptional(end) }),
  v.looseObject({
    state: v.picklist(['dialing', 'active', 'completing']),
    mode: v.picklist(['consult', 'transfer', 'conference']),
    to: target,
    party: v.exactOptional(party),
  }),
]);

const missed = v.looseObject({ why: v.picklist(MISS_REASONS), rangMs: whole, limitMs: whole });

const callSnapshot = v.variant('phase', [
  v.looseObject({ ...call, phase: v.literal('offered'), deadline }),
  v.looseObject({ ...call, phase: v.literal('connecting'), leg }),
  v.looseObject({ ...call, phase: v.picklist(['dialing', 'alerting']), leg, mute: toggle, cameraOff: toggle }),
  v.looseObject({
    ...call,
    phase: v.literal('active'),
    answeredAt: instant,
    leg,
    mute: toggle,
    cameraOff: toggle,
    hold: v.picklist(['none', 'holding', 'held', 'resuming']),
    consult,
    recording: v.picklist(['off', 'on', 'paused']),
    others: v.array(party),
  }),
  v.looseObject({
    ...call,
    phase: v.literal('ended'),
    endedAt: instant,
    end,
    answeredAt: v.exactOptional(instant),
    wrapUp,
    missed: v.exactOptional(missed),
  }),
]);
const chat = { ...base, kind: v.literal('im') };
const chatSnapshot = v.variant('phase', [
  v.looseObject({ ...chat, phase: v.literal('offered'), deadline }),
  v.looseObject({
    ...chat,
    phase: v.literal('active'),
    acceptedAt: instant,
    lastSeq: whole,
    readSeq: whole,
    peerReadSeq: whole,
    consult,
  }),
  v.looseObject({ ...chat, phase: v.literal('ended'), endedAt: instant, end, lastSeq: whole, wrapUp }),
]);
const session = v.union([callSnapshot, chatSnapshot]);

const settable = v.variant('status', [
  v.looseObject({ status: v.picklist(['idle', 'wrap-up', 'not-ready', 'offline']) }),
  v.looseObject({ status: v.literal('break'), reason: text }),
]);
const load = v.looseObject({ used: whole, max: whole });
const agentBase = {
  id: text,
  name: text,
  since: instant,
  wanted: settable,
  reach: v.picklist(['page', 'phone', 'none']),
  leadPage: v.nullable(text),
  load: v.looseObject({ voice: load, chat: load, video: load }),
  phone: v.looseObject({ mode: v.picklist(['page', 'phone', 'mobile']), number: optionalText }),
  phoneLocation: optionalText,
  breakCode: v.exactOptional(whole),
  callerNumber: optionalText,
  callerPool: optionalText,
  rights: known(RIGHTS),
  skillGroups: v.array(text),
  unreachable: v.exactOptional(v.looseObject({ from: instant, to: v.nullable(instant) })),
};
const agent = v.variant('status', [
  v.looseObject({ ...agentBase, status: v.picklist(['offline', 'idle', 'busy']) }),
  v.looseObject({ ...agentBase, status: v.literal('not-ready'), why: v.picklist(['agent', 'noAnswer']) }),
  v.looseObject({ ...agentBase, status: v.literal('break'), reason: text }),
  v.looseObject({ ...agentBase, status: v.literal('wrap-up'), deadline }),
]);

/** Everything a page mirrors. */
export const stateSchema: v.GenericSchema<unknown, State> = v.looseObject({
  agent,
  sessions: v.array(session),
  capabilities: v.looseObject({
    calls: known(CALL_VERBS),
    chats: known(CHAT_VERBS),
    agent: known(AGENT_VERBS),
    kinds: known(['phone', 'voip', 'video', 'internal', 'im']),
  }),
});

/** One line of a chat's log. */
export const chatMessageSchema = v.looseObject({
  chatId: text,
  seq: whole,
  id: text,
  from: text,
  at: instant,
  body: v.union([
    v.looseObject({ text }),
    v.looseObject({ file: v.looseObject({ id: text, name: text, type: text, bytes: whole }) }),
  ]),
});
const transcript = v.looseObject({
  sessionId: text,
  seq: whole,
  flow: v.picklist(['IN', 'OUT']),
  text,
  at: instant,
});
const boardSession = v.looseObject({
  id: text,
  kind: v.picklist(['phone', 'voip', 'video', 'internal']),
  role: v.picklist(['handler', 'consulted', 'supervisor']),
  direction: v.picklist(['in', 'out']),
  phase: v.picklist(['offered', 'connecting', 'dialing', 'alerting', 'active', 'ended']),
  held: v.boolean(),
  since: instant,
  skillGroup: v.exactOptional(v.looseObject({ id: text, name: text })),
  peer: v.exactOptional(
    v.looseObject({
      role: v.picklist(['customer', 'agent', 'supervisor']),
      number: optionalText,
      masked: v.exactOptional(v.boolean()),
      name: optionalText,
      agentId: optionalText,
    }),
  ),
  mayListen: v.boolean(),
});
const boardAgent = v.looseObject({
  id: text,
  name: text,
  status: v.picklist(['offline', 'idle', 'busy', 'not-ready', 'break', 'wrap-up']),
  reason: optionalText,
  since: instant,
  reach: v.picklist(['page', 'phone', 'none']),
  skillGroups: v.array(text),
  session: v.exactOptional(boardSession),
});
const signal = v.variant('kind', [
  v.looseObject({ kind: v.literal('typing'), chatId: text }),
  v.looseObject({ kind: v.literal('partial'), sessionId: text, flow: v.picklist(['IN', 'OUT']), text }),
  v.looseObject({
    kind: v.literal('board'),
    at: instant,
    agents: v.array(boardAgent),
    queues: v.array(
      v.looseObject({
        id: text,
        name: text,
        waiting: whole,
        longestSince: v.nullable(instant),
        serviceLevel: v.looseObject({ withinMs: whole, offered: whole, answered: whole }),
      }),
    ),
  }),
]);

/** The `update` of a notification, by its `type`. `page` never travels. */
export const UPDATES = {
  reset: v.looseObject({ type: v.literal('reset'), state: stateSchema }),
  agent: v.looseObject({ type: v.literal('agent'), agent, cause: cause('agentChanged') }),
  session: v.looseObject({ type: v.literal('session'), session, cause: cause('contextChanged') }),
  removed: v.looseObject({ type: v.literal('removed'), id: text, cause: cause('sessionRemoved') }),
  append: v.union([
    v.looseObject({ type: v.literal('append'), chat: chatMessageSchema }),
    v.looseObject({ type: v.literal('append'), transcript }),
  ]),
  signal: v.looseObject({ type: v.literal('signal'), signal }),
} satisfies Record<Exclude<Update['type'], 'page'>, v.GenericSchema<unknown, Update>>;
