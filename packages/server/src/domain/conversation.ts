import { nextDeadline, reduceCall, type End, type Id, type Millis } from '@callstation/core/model';
import type { SwitchOrder } from '../switch/switch.ts';
import { arrange } from './arrange.ts';
import { lookedUp } from './arrival.ts';
import { dropAside, leave } from './aside-end.ts';
import { beginAside } from './aside.ts';
import { deskMoved, moveDesk } from './desk-move.ts';
import { agentBack, agentGone, deskNews, renew, warningOver } from './desk-news.ts';
import { sendDigits } from './digits.ts';
import { giveUp, hangup } from './end.ts';
import { guestEvent } from './guest.ts';
import { giveBack } from './menu-exit.ts';
import { isMenuSound } from './menu-sound.ts';
import { menuDigit, menuDue, menuPlayed } from './menu.ts';
import { hold, holdFailed, swap } from './hold.ts';
import { callerEvent, waiting } from './inbound.ts';
import { kept } from './ledger.ts';
import { gateFailed, gateMustHold } from './mute.ts';
import { accept, missed, offer, reject } from './offer.ts';
import { calleeEvent } from './outbound.ts';
import { endForAll } from './parting.ts';
import { orderDone } from './placed.ts';
import { completeTransfer, joinMain, removeParticipant, takeBackLast } from './second-party.ts';
import { liveGuests, liveSupervisors } from './people.ts';
import { careDeadline, careDue, carePlayed, tellPosition } from './queue-care.ts';
import { overflowTo } from './overflow.ts';
import { all, see, set, stay, tell } from './step.ts';
import { intercept, supervise, unsupervise } from './supervision.ts';
import { announced, setTaping, tapeDone, tapeFailed, tapingFailed } from './taping.ts';
import type { Conversation, ConversationEvent, Move, Step } from './types.ts';

/**
 * One step of a conversation: pure, never throws, never touches its input. Commands are taken as legal. What happened
 * changes who is with whom; then the media plan is compared with what the switch was told.
 *
 * @example
 * const [next, effects] = conduct(conversation, { type: 'offer', to: [{ agent: 'alice' }] }, clock.now());
 */
export function conduct(conversation: Conversation, event: ConversationEvent, at: Millis): Step {
  return kept(conversation, all(moveFor(event), arrange)(conversation, at), at);
}

type CommandEvent = Extract<ConversationEvent, { type: 'command' }>;

function moveFor(event: ConversationEvent): Move {
  switch (event.type) {
    case 'command':
      return command(event);
    case 'switch':
      return fromSwitch(event.event);
    case 'orderDone':
      return all(orderDone(event.order), tapeDone(event.order));
    case 'orderFailed':
      return failed(event.order, event.end);
    case 'desk':
      return deskNews(event);
    case 'deskMoved':
      return deskMoved(event.agent, event.from, event.to);
    case 'agentGone':
      return agentGone(event.agent, event.page, event.next);
    case 'agentBack':
      return agentBack(event.agent, event.page);
    case 'offer':
      return offer(event.to);
    case 'waiting':
      return waiting(event.staffed ?? true);
    case 'position':
      return tellPosition(event.position);
    case 'overflow':
      return overflowTo(event.graph, event.node);
    case 'health':
      return see((c) => set({ health: { ...c.health, [event.agent]: event.health } }));
    case 'context':
    case 'annotated':
    case 'wrapUp':
      return noted(event);
    case 'supervise':
      return supervise(event);
    case 'intercept':
      return intercept(event.agent);
    case 'unsupervise':
      return unsupervise(event.agent, event.end);
    case 'lookedUp':
      return lookedUp(event.found);
    case 'deadline':
      return deadline;
    case 'shutdown':
      return endForAll(event.end);
  }
}

/** The table decides whether the command counts; what it orders is carried out here. */
function command(event: CommandEvent): Move {
  const { agent } = event;
  return see((c, at) => {
    const session = c.sessions[agent];
    if (session === undefined) return stay;
    const [, effects] = reduceCall(session, { ...event, at });
    return all(tell(agent, event), ...effects.map((effect) => (effect.type === 'order' ? carryOut(event) : stay)));
  });
}

function carryOut(event: CommandEvent): Move {
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
    case 'swap':
      return swap(agent);
    case 'sendDigits':
      return sendDigits(agent, event.args.digits);
    case 'takeMedia':
      return moveDesk(agent, event.page);
    case 'consult':
    case 'transfer':
    case 'conference':
      return beginAside(agent, event.verb, event.args.to, event.second);
    default:
      return withSecond(event);
  }
}

/** What is done with a second party that is there. */
function withSecond(event: CommandEvent): Move {
  const { agent } = event;
  switch (event.verb) {
    case 'completeTransfer':
      return completeTransfer(agent);
    case 'merge':
      return joinMain(agent);
    case 'cancelConsult':
      return dropAside(agent);
    case 'takeBack':
      return takeBack(agent);
    case 'removeParticipant':
      return removeParticipant(event.args.participant);
    case 'leave':
      return leave(agent, { reason: 'localHangup', by: 'agent' });
    case 'startRecording':
    case 'resumeRecording':
      return setTaping('on');
    case 'pauseRecording':
      return setTaping('paused');
    default:
      // Mute is in the table and the plan alone.
      return stay;
  }
}

function takeBack(agent: Id): Move {
  return see((c) => {
    if (c.menu?.waiter === agent) return giveBack;
    return c.asides[agent] === undefined ? takeBackLast : dropAside(agent);
  });
}

function fromSwitch(event: Extract<ConversationEvent, { type: 'switch' }>['event']): Move {
  return see((c) => {
    if (event.type === 'played')
      return all(warningOver(event.id), menuPlayed(event.id), carePlayed(event.id), announced(event.id));
    if (event.type === 'recordingFailed') return tapingFailed(event.id);
    if (!('leg' in event)) return stay;
    const guest = liveGuests(c).find(([, { leg }]) => leg === event.leg);
    if (guest !== undefined) return guestEvent(guest[0], event);
    if (event.leg !== c.customer?.leg || c.customer.state === 'ended') return stay;
    if (event.type === 'digit') return menuDigit(event.digit);
    return c.context.flow === 'in' ? callerEvent(event) : calleeEvent(event);
  });
}

function failed(order: SwitchOrder, end: End): Move {
  switch (order[0]) {
    case 'hold':
    case 'unhold':
      return holdFailed(order, end);
    case 'gate':
      return see((c) => (gateMustHold(c, order) ? renew(order[1]) : gateFailed(order, end)));
    case 'supervise':
      return notAttended(order[1], end);
    case 'dial':
    case 'answer':
      return lost(order[1], end);
    case 'join':
      return lost(order[2], end);
    case 'play':
      // A menu goes on without its words; any other sound stays on the list, or it would be tried for ever.
      return all(
        warningOver(order[1]),
        carePlayed(order[1]),
        see((c) => (isMenuSound(c, order[1]) ? menuPlayed(order[1]) : tapeFailed(order))),
      );
    case 'record':
    case 'pauseRecord':
      return tapeFailed(order);
    default:
      return stay;
  }
}

/** Whom they were with has just gone elsewhere: the next order says where to. Else it is over. */
function notAttended(leg: Id, end: End): Move {
  if (end.cause?.code === 'notFound') return stay;
  return see((c) => {
    const supervisor = liveSupervisors(c).find((who) => c.desks[who]?.leg === leg);
    return supervisor === undefined ? stay : unsupervise(supervisor, end);
  });
}

/** A leg that is of no use. One that ended meanwhile tells why in its own event, which is on its way. */
function lost(leg: Id, end: End): Move {
  if (end.cause?.code === 'notFound') return stay;
  return see((c) => {
    const guest = liveGuests(c).find(([, outside]) => outside.leg === leg);
    if (guest !== undefined) return guestEvent(guest[0], { type: 'ended', end });
    return c.customer?.leg === leg ? endForAll(end) : renew(leg);
  });
}

function noted(event: Extract<ConversationEvent, { type: 'context' | 'annotated' | 'wrapUp' }>): Move {
  const { agent } = event;
  if (event.type === 'annotated') return tell(agent, { type: 'annotated', annotation: event.annotation });
  if (event.type === 'wrapUp') return tell(agent, { type: 'wrapUp', wrapUp: event.wrapUp });
  const { context } = event;
  return see((c) =>
    all(
      set({ context: { ...c.context, ...context, flow: c.context.flow } }),
      ...Object.keys(c.sessions).map((who) => tell(who, { type: 'context', context })),
    ),
  );
}

/** Everything that is due by now. */
const deadline: Move = see((c, at) =>
  all(
    menuDue,
    careDue,
    ...Object.entries(c.sessions).map(([agent, session]): Move => {
      if ((nextDeadline(session) ?? Infinity) > at) return stay;
      if (session.phase === 'ended') return tell(agent, { type: 'deadline' });
      return session.phase === 'offered' ? missed(agent) : giveUp(agent);
    }),
  ),
);

/** When the next `deadline` is due; null for never. */
export function conversationDeadline(conversation: Conversation): Millis | null {
  const instants = [
    ...Object.values(conversation.sessions).map(nextDeadline),
    conversation.menu?.deadline ?? null,
    careDeadline(conversation),
  ];
  return instants.reduce<Millis | null>((min, at) => (at !== null && (min === null || at < min) ? at : min), null);
}

/** Whether nothing can come of it any more: nobody is in touch, no wrap-up runs. */
export function isSpent(conversation: Conversation): boolean {
  return conversation.over && Object.keys(conversation.sessions).length === 0;
}
