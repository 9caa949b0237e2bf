import { CallstationError, type End, type SessionSnapshot, type Workstation } from '@callstation/core';

import { endMessageOf, endNumberOf } from './end-reasons.ts';
import type { TcccEmitter } from './emitter.ts';
import { TCCCServerType } from './enums.ts';
import { TcccErrorCode } from './error-codes.ts';
import { numberOf, TcccError } from './failure.ts';
import { sessionInfoOf } from './session-info.ts';

/** How events are told. */
export interface FollowOptions {
  language: string;
  /** Whether or not this is the agent's lead page. */
  everyPage: boolean;
}

/**
 * Calls of a page, by its workstation: whether it was told of them, by engagement. A facade that is made anew must not tell of
 * them again.
 */
const TOLD = new WeakMap<Workstation, Map<string, boolean>>();

/** What is said of a call that ended while there was no connection: nobody knows how. */
const ENDED_UNSEEN: End = { reason: 'networkLost', by: 'system' };

/** Tells a workstation's events in the vendor's words. */
export interface Follower {
  /** Tells of calls that began while nobody listened. */
  catchUp(): void;
  stop(): void;
}

/**
 * Begins with what the workstation tells next. What is told leads from one snapshot to the next, whether that is one step on or
 * what a page finds after a time away.
 */
export function follow(
  workstation: Workstation,
  emitter: TcccEmitter,
  { language, everyPage }: FollowOptions,
): Follower {
  const told = TOLD.get(workstation) ?? new Map<string, boolean>();
  TOLD.set(workstation, told);
  let now = workstation.getSnapshot();
  const tell = (session: SessionSnapshot, was: string, end: End | null): void => {
    const { id, engagementId, phase, direction } = session;
    const { agent, page } = now;
    // Who was told of a call is told how it goes on, though another page leads by now.
    const mine = everyPage || agent?.leadPage === page.pageId || told.has(engagementId);
    // Somebody listens in without being part of the session for this vendor, which has no chats either.
    if (!mine || session.role === 'supervisor' || session.kind === 'im') return;
    if (end) {
      told.delete(engagementId);
      if (was !== 'ended') emitter.emit('onEnded', endNumberOf(end), endMessageOf(end, language), id);
      return;
    }
    const knew = told.get(engagementId);
    const begins = !knew && emitter.has('onNewSession');
    // Who dials knows of the call, listening or not. Said before it is told: a listener that acts on it makes the next snapshot.
    if (begins || direction === 'out') told.set(engagementId, begins || knew === true);
    if (begins) emitter.emit('onNewSession', sessionInfoOf(session, agent?.id ?? ''));
    // A page that was reloaded in a call knows of it what the one before did.
    if (phase === 'active' && (begins || was !== phase)) emitter.emit('onAccepted', id);
  };
  const catchUp = (): void => {
    const next = workstation.getSnapshot();
    const { state } = next.page.connection;
    // Who is told may act on it, which takes a connection.
    if (state === 'connecting' || state === 'reconnecting') return;
    const before = now.sessions;
    const { sessions } = (now = next);
    for (const was of before) {
      const isThere = sessions.some(({ engagementId }) => engagementId === was.engagementId);
      if (!isThere) tell(was, was.phase, ENDED_UNSEEN);
    }
    for (const session of sessions) {
      const was = before.find(({ engagementId }) => engagementId === session.engagementId) ?? session;
      tell(session, was.phase, session.phase === 'ended' ? session.end : null);
    }
  };
  const stops = [workstation.subscribe(catchUp), followConnection(workstation, emitter)];
  return { catchUp, stop: () => stops.forEach((stop) => stop()) };
}

/** Lost, trying, restored: always in that rotation. A seat that is taken away is an error. */
function followConnection(workstation: Workstation, emitter: TcccEmitter): () => void {
  const server = TCCCServerType.TCCCServer;
  return workstation.on('connectionChanged', ({ previous, current: { state, error } }) => {
    const wasIn = previous.state === 'ready' || previous.state === 'reconnecting';
    if (!wasIn) return;
    if (state === 'reconnecting') {
      emitter.emit('onConnectionLost', server);
      emitter.emit('onTryToReconnect', server);
    } else if (state === 'ready') {
      emitter.emit('onConnectionRecovery', server);
    } else if (state === 'replaced' || state === 'refused') {
      const cause = error ? CallstationError.fromData(error) : new CallstationError('kicked');
      const number = state === 'replaced' ? TcccErrorCode.ERR_SIP_FORBIDDEN : numberOf(cause.code);
      emitter.emit('onError', number, cause.message, new TcccError(cause).extraInfo);
    }
  });
}
