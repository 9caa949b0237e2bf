import type { CallSnapshot, CallVerb, Id } from '../model/index.ts';
import { CallstationError, type Method, type Params } from '../protocol/index.ts';
import type { Send } from './commands.ts';
import { assertAgentLegal, assertLegal, createCallActions, findCall } from './legality.ts';
import type { Store } from './store.ts';
import type { CallCommands } from './workstation.types.ts';

type Verb = (id: Id) => Promise<void>;

/** `workstation.calls`: legality, then the request. */
export function createCalls(store: Store, send: Send): CallCommands {
  /** A verb about one call. Runs up to the backend in the caller's own task: safety verbs rely on it. */
  const act = async <M extends Method>(verb: CallVerb, method: M, params: Params<M>, id: Id): Promise<void> => {
    assertLegal(store.getSnapshot(), id, verb);
    await send(method, params, id);
  };
  const plain =
    (verb: PlainVerb): Verb =>
    (sessionId) =>
      act(verb, `call.${verb}`, { sessionId }, sessionId);

  return {
    dial: ({ to, ...rest }) => dial(store, send, { ...rest, to: typeof to === 'string' ? { number: to } : to }),
    dialAgent: ({ agent, useMobile, ...rest }) =>
      dial(store, send, { ...rest, to: useMobile ? { agent, useMobile } : { agent } }),
    answer: (sessionId, options = {}) => act('answer', 'call.answer', { ...options, sessionId }, sessionId),
    sendDigits: (sessionId, digits) => act('sendDigits', 'call.sendDigits', { sessionId, digits }, sessionId),
    async setContext(sessionId, context) {
      if (!findCall(store.getSnapshot(), sessionId)) {
        throw new CallstationError('notFound', undefined, { data: { sessionId } });
      }
      await send('call.setContext', { ...context, sessionId }, sessionId);
    },
    transfer: (sessionId, { to }) => act('transfer', 'call.transfer', { sessionId, to }, sessionId),
    consult: (sessionId, { to }) => act('consult', 'call.consult', { sessionId, to }, sessionId),
    conference: (sessionId, { to }) => act('conference', 'call.conference', { sessionId, to }, sessionId),
    removeParticipant: (sessionId, participant) =>
      act('removeParticipant', 'call.removeParticipant', { sessionId, participant }, sessionId),
    ...plainVerbs(plain),
    actions: createCallActions(store.getSnapshot),
  };
}

type PlainVerb = Exclude<
  CallVerb,
  'answer' | 'sendDigits' | 'transfer' | 'consult' | 'conference' | 'removeParticipant'
>;

const plainVerbs = (plain: (verb: PlainVerb) => Verb): Record<PlainVerb, Verb> => ({
  reject: plain('reject'),
  hangup: plain('hangup'),
  complete: plain('complete'),
  hold: plain('hold'),
  resume: plain('resume'),
  mute: plain('mute'),
  unmute: plain('unmute'),
  muteVideo: plain('muteVideo'),
  unmuteVideo: plain('unmuteVideo'),
  takeMedia: plain('takeMedia'),
  completeTransfer: plain('completeTransfer'),
  merge: plain('merge'),
  cancelConsult: plain('cancelConsult'),
  swap: plain('swap'),
  leave: plain('leave'),
  takeBack: plain('takeBack'),
  startRecording: plain('startRecording'),
  pauseRecording: plain('pauseRecording'),
  resumeRecording: plain('resumeRecording'),
});

async function dial(store: Store, send: Send, params: Params<'call.dial'>): ReturnType<CallCommands['dial']> {
  assertAgentLegal(store.getSnapshot(), 'agent' in params.to ? 'dialAgent' : 'dial');
  // Who is busy or cannot be reached is called, refused and gone again before the answer to this request is here.
  const ended = new Map<Id, CallSnapshot>();
  const stop = store.on('sessionEnded', ({ session }) => {
    if (session.kind !== 'im') ended.set(session.id, session);
  });
  try {
    const { sessionId } = await send('call.dial', params);
    const call = findCall(store.getSnapshot(), sessionId) ?? ended.get(sessionId);
    // Over a lost connection the answer may come after a call of which this page was told nothing.
    if (!call) throw new CallstationError('notFound', undefined, { data: { sessionId } });
    return call;
  } finally {
    stop();
  }
}
