import { callCommand, type CallCommand, type CallVerb, type Id } from '@callstation/core/model';
import { CallstationError } from '@callstation/core/protocol';
import { readDigits } from '../domain/digits.ts';
import type { AgentEntry } from './agents.ts';
import { whomToDial } from './dial-back.ts';
import { dial } from './dial.ts';
import type { Asking, Handlers, RequestOptions } from './handlers.ts';
import { judgeWith } from './judge-call.ts';
import { findSecond } from './second-party.ts';
import { swapCalls } from './swap-calls.ts';

type PlainVerb = Exclude<CallVerb, 'sendDigits' | 'transfer' | 'consult' | 'conference' | 'removeParticipant' | 'swap'>;
const PLAIN: readonly PlainVerb[] = [
  ...(['answer', 'reject', 'hangup', 'complete', 'hold', 'resume', 'mute', 'unmute', 'takeMedia'] as const),
  ...(['completeTransfer', 'merge', 'cancelConsult', 'leave', 'takeBack'] as const),
  ...(['startRecording', 'pauseRecording', 'resumeRecording'] as const),
];

/** How many sequences of keys of one agent may wait to be pressed. */
const MOST_PRESSING = 16;

/** Requests about calls. */
export function callHandlers(options: RequestOptions): Handlers {
  const { conversations } = options;
  const pressing = new WeakMap<AgentEntry, number>();
  const command = async ({ seat, entry, app }: Asking, id: Id, asked: CallCommand): Promise<null> => {
    const event = { ...asked, agent: entry.id, page: seat.page };
    const judge = judgeWith(entry, app.id, asked.verb);
    await conversations.command(id, event, (c) => {
      judge(c);
      options.agents.used(entry, seat.page);
    });
    return null;
  };
  const plain =
    (verb: PlainVerb) =>
    (at: Asking, { sessionId }: { sessionId: Id }) =>
      command(at, sessionId, callCommand(verb, {}, at.seat.page));
  return {
    ...Object.fromEntries(PLAIN.map((verb) => [`call.${verb}`, plain(verb)])),
    ...secondHandlers(options),
    'call.swap': (at, { sessionId }) => swapCalls(options, at, sessionId),
    'call.removeParticipant': (at, { sessionId, participant }) =>
      command(at, sessionId, callCommand('removeParticipant', { participant }, at.seat.page)),
    'call.sendDigits': async (at, { sessionId, digits }) => {
      const pressed = callCommand('sendDigits', { digits: readDigits(digits) }, at.seat.page);
      const pending = pressing.get(at.entry) ?? 0;
      // They are pressed one after the other, and a hang-up waits its turn.
      if (pending >= MOST_PRESSING) throw new CallstationError('rateLimited');
      pressing.set(at.entry, pending + 1);
      try {
        return await command(at, sessionId, pressed);
      } finally {
        pressing.set(at.entry, (pressing.get(at.entry) ?? 1) - 1);
      }
    },
    'call.dial': async (at, asked) => {
      const { seat, app, entry } = at;
      const to = 'session' in asked.to ? await whomToDial(options, at, asked.to) : asked.to;
      const params = { ...asked, to };
      const { clock, random, agents, limits, numbers, guard } = options;
      const id = random.id();
      const callee = (agent: Id): AgentEntry | undefined => agents.find(app.id, agent);
      const desk = { id, app, limits, numbers, guard, caller: entry, page: seat.page, callee, at: clock.now() };
      const begun = dial(desk, params);
      agents.used(entry, seat.page);
      conversations.begin(begun);
      return { sessionId: id };
    },
  };
}

/** Verbs that bring somebody in. The one who is asked is nobody else's until they are. */
function secondHandlers(options: RequestOptions): Handlers {
  const bring =
    (verb: 'consult' | 'transfer' | 'conference') =>
    async (at: Asking, { sessionId, to }: { sessionId: Id; to: Parameters<typeof findSecond>[3] }): Promise<null> => {
      const { entry, app, seat } = at;
      const judge = judgeWith(entry, app.id, verb);
      const second = findSecond(options, at, verb, to);
      const reserved = 'agent' in second ? options.agents.find(app.id, second.agent) : undefined;
      const free = reserved?.reserved === null && 'agent' in second && second.refused === null;
      if (free) options.agents.reserve(reserved, sessionId);
      try {
        const event = { ...callCommand(verb, { to }, seat.page), agent: entry.id, page: seat.page, second };
        await options.conversations.command(sessionId, event, (c) => {
          judge(c);
          options.agents.used(entry, seat.page);
        });
      } finally {
        if (free) options.agents.reserve(reserved, null);
      }
      return null;
    };
  return {
    'call.consult': bring('consult'),
    'call.transfer': bring('transfer'),
    'call.conference': bring('conference'),
  };
}
