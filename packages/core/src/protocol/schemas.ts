import * as v from 'valibot';
import { LIMITS } from './limits.ts';
import type { Method, Params } from './requests.ts';
import {
  annotation,
  bytes,
  chatBody,
  count,
  dialled,
  id,
  line,
  nothing,
  prose,
  settableStatus,
  target,
} from './schema-parts.ts';

const session = v.strictObject({ sessionId: id });
const sessionTo = v.strictObject({ sessionId: id, to: target });
const remark = prose(LIMITS.remarkLength);
const userData = bytes(LIMITS.userDataBytes);
const owner = v.exactOptional(v.picklist(['agent', 'app']));
const token = line(LIMITS.tokenLength);

/** What each request must carry: unknown keys, long strings and control characters are refused. */
export const PARAMS: { readonly [M in Method]: v.GenericSchema<unknown, Params<M>> } = {
  hello: v.strictObject({
    token,
    pageId: id,
    visible: v.boolean(),
    resume: v.exactOptional(v.strictObject({ epoch: id, seq: count })),
  }),
  alive: v.strictObject({ ping: count }),
  'page.report': v.strictObject({
    visible: v.boolean(),
    microphone: v.exactOptional(v.picklist(['unknown', 'ok', 'denied', 'missing', 'busy'])),
    output: v.exactOptional(v.picklist(['ok', 'blocked', 'missing'])),
  }),
  refreshToken: v.strictObject({ token }),
  renewToken: nothing,
  sipAccount: nothing,
  bye: nothing,
  'agent.setStatus': settableStatus,
  'agent.extendWrapUp': v.strictObject({ ms: v.pipe(count, v.minValue(1), v.maxValue(LIMITS.extendWrapUpMs)) }),
  'agent.endWrapUp': nothing,
  'agent.setPhone': v.strictObject({
    mode: v.picklist(['page', 'phone', 'mobile']),
    number: v.exactOptional(dialled),
  }),
  'agent.setCallerNumber': v.union([
    v.strictObject({ number: v.nullable(dialled), owner }),
    v.strictObject({ pool: id, owner }),
  ]),
  'call.dial': v.strictObject({
    to: v.union([
      v.strictObject({ number: dialled }),
      v.strictObject({ agent: id, useMobile: v.exactOptional(v.boolean()) }),
      v.strictObject({ session: id }),
    ]),
    video: v.exactOptional(v.boolean()),
    callerNumber: v.exactOptional(dialled),
    callerPools: v.exactOptional(v.pipe(v.array(id), v.minLength(1), v.maxLength(LIMITS.callerPools))),
    skillGroup: v.exactOptional(id),
    bizId: v.exactOptional(line(LIMITS.bizIdLength)),
    remark: v.exactOptional(remark),
    userData: v.exactOptional(userData),
  }),
  'call.answer': v.strictObject({ sessionId: id, video: v.exactOptional(v.boolean()) }),
  'call.reject': session,
  'call.hangup': session,
  'call.complete': session,
  'call.hold': session,
  'call.resume': session,
  'call.mute': session,
  'call.unmute': session,
  'call.muteVideo': session,
  'call.unmuteVideo': session,
  'call.sendDigits': v.strictObject({
    sessionId: id,
    digits: v.pipe(v.string(), v.maxLength(LIMITS.digits), v.regex(/^[0-9*#A-D,]+$/u)),
  }),
  'call.takeMedia': session,
  'call.setContext': v.strictObject({
    sessionId: id,
    remark: v.exactOptional(remark),
    userData: v.exactOptional(userData),
  }),
  'call.transfer': sessionTo,
  'call.consult': sessionTo,
  'call.completeTransfer': session,
  'call.merge': session,
  'call.cancelConsult': session,
  'call.swap': session,
  'call.conference': sessionTo,
  'call.removeParticipant': v.strictObject({ sessionId: id, participant: id }),
  'call.leave': session,
  'call.takeBack': session,
  'call.startRecording': session,
  'call.pauseRecording': session,
  'call.resumeRecording': session,
  'supervisor.listen': v.strictObject({
    agent: id,
    session: id,
    mode: v.exactOptional(v.picklist(['listen', 'whisper', 'barge'])),
  }),
  'supervisor.whisper': session,
  'supervisor.barge': session,
  'supervisor.intercept': session,
  'supervisor.stop': session,
  'supervisor.setStatus': v.strictObject({ agent: id, status: settableStatus }),
  'supervisor.logout': v.strictObject({ agent: id }),
  'board.watch': v.strictObject({ on: v.boolean() }),
  'chat.accept': session,
  'chat.decline': session,
  'chat.send': v.strictObject({ sessionId: id, id, body: chatBody }),
  'chat.read': v.strictObject({ sessionId: id, seq: count }),
  'chat.typing': session,
  'chat.end': session,
  'chat.transfer': sessionTo,
  'chat.complete': session,
  'session.annotate': v.strictObject({ sessionId: id, annotation }),
  'chat.history': v.strictObject({
    sessionId: id,
    before: v.exactOptional(count),
    limit: v.pipe(count, v.minValue(1), v.maxValue(LIMITS.historyPage)),
  }),
  'directory.agents': v.strictObject({
    status: v.exactOptional(line(LIMITS.nameLength)),
    skillGroup: v.exactOptional(id),
  }),
  'directory.skillGroups': nothing,
  'directory.numbers': nothing,
  'directory.ivrs': nothing,
  'directory.ivr': v.strictObject({ id }),
  'directory.dispositions': v.strictObject({ skillGroup: v.exactOptional(id) }),
  'directory.breakReasons': nothing,
  'directory.terminal': nothing,
};

/** Every request name. */
export const METHODS = Object.keys(PARAMS) as readonly Method[];

/** Requests that change nothing a repeat could double. Every other one is a command and carries a `commandId`. */
const NOT_COMMANDS: ReadonlySet<Method> = new Set<Method>([
  'hello',
  'alive',
  'page.report',
  'refreshToken',
  'renewToken',
  'sipAccount',
  'bye',
  'board.watch',
  'chat.read',
  'chat.typing',
  'chat.history',
  'directory.agents',
  'directory.skillGroups',
  'directory.numbers',
  'directory.ivrs',
  'directory.ivr',
  'directory.dispositions',
  'directory.breakReasons',
  'directory.terminal',
]);

/** Whether a request is a command: it must carry a `commandId`, and the same one again is answered, not done twice. */
export function isCommand(method: Method): boolean {
  return !NOT_COMMANDS.has(method);
}
