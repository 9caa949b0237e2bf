import { nextDeadline, reduceCall, type CallCommand, type End, type Id, type Millis } from '@callstation/core/model';
import type { SwitchOrder } from '../switch/switch.ts';
import { sendDigits } from './digits.ts';
import { endForAll, hangup } from './end.ts';
import { hold, holdDone, holdFailed } from './hold.ts';
import { accept, callerEvent, missed, offer, passOn, waiting } from './inbound.ts';
import { declined } from './internal.ts';
import { gateDone, gateFailed, gateMustHold, mute } from './mute.ts';
import { calleeEvent } from './outbound.ts';
import { agentBack, agentGone, deskNews, giveUp, renew } from './page-leg.ts';
import { playId } from './plays.ts';
import { all, see, set, stay, tell } from './step.ts';
import type { Conversation, ConversationEvent, Move, Play, Step } from './types.ts';

/**
 * One step of a conversation: pure, never throws, never touches its input. Commands are taken as legal.
 *
 * @example
 * const [next, effects] = conduct(conversation, { type: 'offer', agent: 'alice' }, clock.now());
 */
export function conduct(conversation: Conversation, event: ConversationEvent, at: Millis): Step {
  return moveFor(event)(conversation, at);
}

function moveFor(event: ConversationEvent): Move {
  switch (event.type) {
    case 'command':
      return command(event);
    case 'switch':
      return fromSwitch(event.event);
    case 'orderDone':
      return done(event.order);
    case 'orderFailed':
      return failed(event.order, event.end);
    case 'desk':
      return deskNews(event);
    case 'agentGone':
      return agentGone(event.agent, event.page, event.next);
    case 'agentBack':
      return agentBack(event.agent, event.page);
    case 'offer':
      return offer(event.agent);
    case 'waiting':
      return waiting;
    case 'deadline':
      return deadline;
    case 'shutdown':
      return endForAll(event.end);
  }
}

/** The table decides whether the command counts; what it orders is carried out here. */
function command(event: CallCommand & { agent: Id; page: Id }): Move {
  const { agent } = event;
  return see((c, at) => {
    const session = c.sessions[agent];
    if (session === undefined) return stay;
    const [, effects] = reduceCall(session, { ...event, at });
    return all(tell(agent, event), ...effects.map((effect) => (effect.type === 'order' ? carryOut(event) : stay)));
  });
}

function carryOut(event: CallCommand & { agent: Id; page: Id }): Move {
  const { agent } = event;
  switch (event.verb) {
    case 'answer':
      return accept(agent, event.page);
    case 'reject':
      return reject(agent);
    case 'hangup':
      return hangup(agent);
    case 'hold':
    case 'resume':
      return hold(agent, event.verb === 'hold');
    case 'mute':
    case 'unmute':
      return mute(agent, event.verb === 'mute');
    case 'sendDigits':
      return sendDigits(agent, event.args.digits);
    default:
      return stay;
  }
}

function reject(agent: Id): Move {
  const mine: End = { reason: 'localReject', by: 'agent' };
  return see((c) =>
    c.customer === null
      ? declined(agent, mine, { reason: 'rejected', by: 'peer' })
      : passOn(agent, mine, c.terms.avoidMs),
  );
}

function fromSwitch(event: Extract<ConversationEvent, { type: 'switch' }>['event']): Move {
  return see((c) => {
    if (!('leg' in event) || event.leg !== c.customer?.leg) return stay;
    return c.context.flow === 'in' ? callerEvent(event) : calleeEvent(event);
  });
}

function done(order: SwitchOrder): Move {
  if (order[0] === 'hold' || order[0] === 'unhold') return holdDone(order);
  return order[0] === 'gate' ? gateDone(order) : stay;
}

function failed(order: SwitchOrder, end: End): Move {
  switch (order[0]) {
    case 'hold':
    case 'unhold':
      return holdFailed(order, end);
    case 'gate':
      return see((c) => (gateMustHold(c, order) ? renew(order[1]) : gateFailed(order, end)));
    case 'play':
      return see((c) => set({ plays: c.plays.filter((play: Play) => playId(c, play) !== order[1]) }));
    case 'dial':
    case 'answer':
      return lost(order[1], end);
    case 'join':
      return lost(order[2], end);
    default:
      return stay;
  }
}

/** A leg that is of no use. One that ended meanwhile tells why in its own event, which is on its way. */
function lost(leg: Id, end: End): Move {
  if (end.cause?.code === 'notFound') return stay;
  return see((c) => (c.customer?.leg === leg ? endForAll(end) : renew(leg)));
}

/** Everything that is due by now. */
const deadline: Move = see((c, at) =>
  all(
    ...Object.entries(c.sessions).map(([agent, session]): Move => {
      if ((nextDeadline(session) ?? Infinity) > at) return stay;
      if (session.phase === 'ended') return tell(agent, { type: 'deadline' });
      if (session.phase !== 'offered') return giveUp(agent);
      if (c.customer !== null) return missed(agent);
      const rangOut: End = { reason: 'noAnswer', by: 'timer' };
      return declined(agent, rangOut, rangOut);
    }),
  ),
);

/** When the next `deadline` is due; null for never. */
export function conversationDeadline(conversation: Conversation): Millis | null {
  const instants = Object.values(conversation.sessions).map(nextDeadline);
  return instants.reduce<Millis | null>((min, at) => (at !== null && (min === null || at < min) ? at : min), null);
}

/** Whether nothing can come of it any more: nobody is in touch, no wrap-up runs. */
export function isSpent(conversation: Conversation): boolean {
  return conversation.over && Object.keys(conversation.sessions).length === 0;
}
