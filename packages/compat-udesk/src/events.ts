import type { AgentEvent, AgentSnapshot, SessionEvent, WorkstationEventMap } from '@callstation/core';
import { followMissed, missedEvents, SESSION_EVENTS, type MissedEvent } from '@callstation/core/facade';

import { extStateOf, modeOf, numberOf, stateOf } from './agent-state.ts';
import { advancedData, callData } from './call-data.ts';
import { stepOf } from './call-events.ts';
import type { Desk } from './desk.ts';
import { stateData } from './state-data.ts';

/** Tells listeners of an event. */
export type Emit = (name: string, data: unknown) => void;

const isEverywhere = ({ settings }: Desk): boolean => settings.choices.pages === 'all';

/** Turns what happens at the seat into the vendor's events, until the returned stop. Keeps nothing. */
export function followSeat(desk: Desk, emit: Emit): () => void {
  const { seat } = desk;
  const everywhere = isEverywhere(desk);
  const stops: (() => void)[] = [];
  const follow = <N extends keyof WorkstationEventMap>(name: N, fn: (event: WorkstationEventMap[N]) => void): void => {
    stops.push(seat.on(name, (event) => (!('lead' in event) || event.lead || everywhere ? fn(event) : undefined)));
  };
  // Before GetState, which is the state that they lead to.
  stops.push(followMissed(seat, (missed, first) => (first ? undefined : tellMissed(desk, emit, missed))));
  for (const name of SESSION_EVENTS) follow(name, (event) => tellCall(desk, emit, event));
  for (const name of ['agentStatusChanged', 'agentChanged'] as const) {
    follow(name, (event) => tellAgent(desk, emit, event));
  }
  const sync = (): void => emit('GetState', stateData(desk));
  follow('connectionChanged', ({ previous, current }) => {
    if (previous.state === 'reconnecting' && current.state === 'ready') sync();
  });
  follow('resynchronised', () => {
    // The first one is told by `tellReady`.
    if (seat.getSnapshot().page.connection.state === 'ready') sync();
  });
  return () => stops.forEach((stop) => stop());
}

/** The first events after a sign-in. */
export function tellReady(desk: Desk, emit: Emit): void {
  const { seat, settings } = desk;
  const snapshot = seat.getSnapshot();
  if (!snapshot.agent) return;
  const CurExtState = extStateOf(snapshot);
  const { state, sub } = stateOf(snapshot.agent, settings.choices);
  emit('Ready', [{ CurExtState, CurMode: modeOf(snapshot.agent), CurState: state }]);
  emit('GetState', stateData(desk));
  emit('AgentStateChanged', [{ CurState: state, CurStateSubId: sub, OldState: 'offline' }]);
  tellMissed(desk, emit, missedEvents(null, snapshot));
}

function tellMissed(desk: Desk, emit: Emit, missed: readonly MissedEvent[]): void {
  for (const { event } of missed) {
    if (!event.lead && !isEverywhere(desk)) continue;
    if ('agent' in event) tellAgent(desk, emit, event);
    else tellCall(desk, emit, event);
  }
}

function tellCall(desk: Desk, emit: Emit, { previous, current }: SessionEvent): void {
  const step = stepOf(previous, current);
  const { agent } = desk.seat.getSnapshot();
  if (!step || !agent) return;
  const { call, events, advanced, phone } = step;
  for (const event of events) {
    emit(event, callData(desk, call, agent));
    emit('AdvancedCallStatusChanged', advancedData(desk, call, agent, event));
  }
  if (advanced && events.length === 0) emit('AdvancedCallStatusChanged', advancedData(desk, call, agent));
  if (phone) emit('PhoneStateChanged', [phoneState(desk, call.id)]);
}

const phoneState = ({ seat }: Desk, id: string): object => ({
  CallID: id,
  CallId: id,
  CurState: extStateOf(seat.getSnapshot()),
});

function tellAgent(desk: Desk, emit: Emit, { previous, current }: AgentEvent): void {
  const { choices } = desk.settings;
  const is = stateOf(current, choices);
  const was = previous && stateOf(previous, choices);
  if (is.state !== was?.state || is.sub !== was.sub) {
    emit('AgentStateChanged', [{ CurState: is.state, CurStateSubId: is.sub, OldState: was?.state ?? 'offline' }]);
  }
  if (previous && !samePhone(previous, current)) {
    const CurExtState = extStateOf(desk.seat.getSnapshot());
    emit('PhoneModeChanged', [{ CurContact: modeOf(current), CurExtState, CurNumber: numberOf(current) }]);
  }
}

const samePhone = (a: AgentSnapshot, b: AgentSnapshot): boolean =>
  modeOf(a) === modeOf(b) && numberOf(a) === numberOf(b);
