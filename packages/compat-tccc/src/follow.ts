import type { AgentEvent, SessionEvent, SessionEventName, Workstation } from '@callstation/core';
import { followMissed, type MissedEvent } from '@callstation/core/facade';

import { STATUS_WORDS } from './agent-status.ts';
import type { TcccEmitter } from './emitter.ts';
import type { TcccEventName } from './events.ts';
import { createOpening } from './opening.ts';
import type { Inferred } from './options.ts';
import { callInOf, callOutedOf, sessionEndedOf, transferOf } from './payloads.ts';

type Told = readonly [TcccEventName, Record<string, unknown>];

interface Facts {
  workstation: Workstation;
  inferred: Inferred;
}
type Rule = (event: SessionEvent, facts: Facts) => Told | null;

const agentOf = ({ workstation }: Facts) => workstation.getSnapshot().agent;

/** An offer that passed to somebody else: the agent never had the session. */
const movedOn = ({ session }: SessionEvent): boolean =>
  session.phase === 'ended' && session.end.reason === 'requeued' && !('answeredAt' in session);

const ended: Rule = (event, { inferred }) => {
  const { session } = event;
  if (movedOn(event) && !inferred.sessionEndedAfterAutoTransfer) return null;
  const transferred = session.phase === 'ended' && session.end.reason === 'transferred';
  if (transferred && !inferred.sessionEndedAfterTransfer) return null;
  const fields = sessionEndedOf(session, inferred);
  return fields && ['sessionEnded', fields];
};

/** What each event of the core is in this dialect. */
const RULES: Partial<Record<SessionEventName, Rule>> = {
  sessionOffered: ({ session }, facts) => ['callIn', callInOf(session, agentOf(facts))],
  sessionDialing: ({ session }, facts) => ['callOuted', callOutedOf(session, agentOf(facts))],
  sessionActive: ({ session }) => [
    session.direction === 'out' && session.role === 'handler' ? 'calloutAccepted' : 'userAccessed',
    { sessionId: session.id },
  ],
  sessionRequeued: (event) => (movedOn(event) ? ['autoTransfer', { sessionId: event.session.id }] : null),
  sessionTransferred: ({ session, previous }) => ['transfer', transferOf(session, previous)],
  sessionEnded: ended,
  sessionRemoved: ({ session }) => ['sessionCompleted', { sessionId: session.id }],
};

/** Tells a workstation's events as this dialect's; returns the end. `everyPage`: whether or not it is the lead page. */
export function follow(
  workstation: Workstation,
  emitter: TcccEmitter,
  { inferred, everyPage }: { inferred: Inferred; everyPage: boolean },
): () => void {
  const facts: Facts = { workstation, inferred };
  const names = Object.keys(RULES) as SessionEventName[];
  const opening = createOpening();
  const say = (name: TcccEventName, fields: Record<string, unknown>): void =>
    opening.tell(() => emitter.emit(name, fields));
  const tell = (name: SessionEventName, event: SessionEvent): void => {
    // Somebody listens in without being part of the session for this vendor.
    if (event.session.role === 'supervisor' || !(event.lead || everyPage)) return;
    const told = RULES[name]?.(event, facts);
    if (told) say(...told);
  };
  const tellStatus = ({ agent }: AgentEvent): void => say('statusChanged', { status: STATUS_WORDS[agent.status] });
  const tellMissed = ({ name, event }: MissedEvent): void => {
    if (name === 'agentStatusChanged') tellStatus(event);
    else if (name !== 'agentChanged') tell(name, event);
  };
  let ready = false;
  const beReady = (): void => {
    const { agent, page } = workstation.getSnapshot();
    if (ready || agent === null || page.connection.state !== 'ready') return;
    ready = true;
    emitter.emit('ready');
  };
  const stops = [
    opening.close,
    workstation.on('connectionChanged', ({ current: { state, error } }) => {
      beReady();
      if (state === 'refused' && error) tokenRefused(emitter, error);
    }),
    workstation.on('resynchronised', beReady),
    followMissed(workstation, (missed, first) => {
      if (first && missed.length > 0) opening.open();
      missed.forEach(tellMissed);
    }),
    ...names.map((name) => workstation.on(name, (event) => tell(name, event))),
    workstation.on('agentStatusChanged', tellStatus),
    workstation.on('transcript', ({ transcript: { sessionId, text, flow }, lead }) => {
      if (lead || everyPage) say('asr', { sessionId, result: text, flow });
    }),
  ];
  beReady();
  return () => stops.forEach((stop) => stop());
}

/** Tells of a token that the centre did not take; anything else is no matter of the token. */
export function tokenRefused(emitter: TcccEmitter, { code, message }: { code: string; message: string }): boolean {
  const about = code === 'tokenExpired' || code === 'unauthorized';
  if (about) emitter.emit('tokenExpired', { message });
  return about;
}
