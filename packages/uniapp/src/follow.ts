import {
  CallstationError,
  type End,
  type SessionEvent,
  type SessionSnapshot,
  type Workstation,
} from '@callstation/core';

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
 * Calls a page was told of whose end it was not, by its workstation: session ids by engagement. A facade that is made anew must
 * not tell of them again.
 */
const TOLD = new WeakMap<Workstation, Map<string, string>>();

/** What is said of a call that ended while there was no connection: nobody knows how. */
const ENDED_UNSEEN: End = { reason: 'networkLost', by: 'system' };

/** Tells a workstation's events in the vendor's words. */
export interface Follower {
  /** Tells of calls that began while nobody listened. */
  catchUp(): void;
  stop(): void;
}

/** Begins with what the workstation tells next. */
export function follow(workstation: Workstation, emitter: TcccEmitter, options: FollowOptions): Follower {
  const told = TOLD.get(workstation) ?? new Map<string, string>();
  TOLD.set(workstation, told);
  const begin = (session: SessionSnapshot): boolean => {
    const me = workstation.getSnapshot().agent?.id ?? '';
    const heard = emitter.emit('onNewSession', sessionInfoOf(session, me));
    if (heard) told.set(session.engagementId, session.id);
    return heard;
  };
  const end = (engagement: string, id: string, how: End): void => {
    told.delete(engagement);
    emitter.emit('onEnded', endNumberOf(how), endMessageOf(how, options.language), id);
  };
  const heard =
    (tell: (session: SessionSnapshot) => void) =>
    ({ session, lead }: SessionEvent): void => {
      // Somebody listens in without being part of the session for this vendor.
      if (session.role === 'supervisor') return;
      // Who was told of a call is told how it goes on, though another page leads by now.
      if (lead || options.everyPage || told.has(session.engagementId)) tell(session);
    };
  const catchUp = (): void => {
    const { agent, page, sessions } = workstation.getSnapshot();
    if (agent?.leadPage !== page.pageId && !options.everyPage) return;
    for (const session of sessions) {
      if (session.role === 'supervisor' || session.phase === 'ended' || told.has(session.engagementId)) continue;
      // A page that was reloaded in a call knows of it what the one before did.
      if (begin(session) && session.phase === 'active') emitter.emit('onAccepted', session.id);
    }
  };
  const stops = [
    workstation.on('sessionOffered', heard(begin)),
    workstation.on(
      'sessionDialing',
      heard((session) => {
        begin(session);
        // Who dials knows of the call, listening or not.
        told.set(session.engagementId, session.id);
      }),
    ),
    workstation.on(
      'sessionActive',
      heard(({ id }) => emitter.emit('onAccepted', id)),
    ),
    workstation.on(
      'sessionEnded',
      heard((session) => {
        if (session.phase === 'ended') end(session.engagementId, session.id, session.end);
        else told.delete(session.engagementId);
      }),
    ),
    workstation.on('resynchronised', ({ snapshot: { sessions } }) => {
      for (const [engagement, id] of [...told]) {
        const session = sessions.find(({ engagementId }) => engagementId === engagement);
        if (session === undefined) end(engagement, id, ENDED_UNSEEN);
        else if (session.phase === 'ended') end(engagement, id, session.end);
      }
      catchUp();
    }),
    followConnection(workstation, emitter),
  ];
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
