import type { AgentEvent, SessionEvent, Workstation, WorkstationSnapshot } from '@callstation/core';
import { followMissed, SESSION_EVENTS } from '@callstation/core/facade';

import { callStep, type CallDetail } from './call-status.ts';
import type { Choices } from './choices.ts';
import type { Answer } from './codes.ts';
import { seatStatusOf, type SeatStatus } from './seat-status.ts';

/** `onWebrtcStatus`: whether the page can carry sound. */
export type WebrtcStatus = 0 | 1;

/** The vendor's events. */
export interface SdkEvents {
  onSeatStatus: SeatStatus;
  onCall: CallDetail;
  onWebrtcStatus: WebrtcStatus;
  onHttp: Answer;
}

/** Tells who listens. */
export type Tell = <N extends keyof SdkEvents>(name: N, payload: SdkEvents[N]) => void;

export const webrtcStatusOf = ({ page }: WorkstationSnapshot): WebrtcStatus =>
  page.connection.state === 'ready' && page.sip !== 'lost' ? 1 : 0;

/** Turns what happens at the seat into the vendor's events, until the returned stop. */
export function followSeat(seat: Workstation, choices: Choices, tell: Tell): () => void {
  const heard = ({ lead }: { lead: boolean }): boolean => lead || choices.pages === 'all';
  const tellCall = (event: SessionEvent): void => {
    const step = heard(event) ? callStep(event.previous, event.current, choices) : null;
    if (step) tell('onCall', step);
  };
  const tellAgent = (event: AgentEvent): void => {
    const status = seatStatusOf(event.current);
    const changed = event.previous === null || seatStatusOf(event.previous) !== status;
    if (changed && heard(event)) tell('onSeatStatus', status);
  };
  const stops = [
    ...SESSION_EVENTS.map((name) => seat.on(name, tellCall)),
    ...(['agentStatusChanged', 'agentChanged'] as const).map((name) => seat.on(name, tellAgent)),
    followMissed(seat, (missed) => {
      for (const { event } of missed) {
        if ('agent' in event) tellAgent(event);
        else tellCall(event);
      }
    }),
    followWebrtc(seat, tell),
  ];
  return () => stops.forEach((stop) => stop());
}

/** There is no event for it: what was told last is compared with the snapshot. */
function followWebrtc(seat: Workstation, tell: Tell): () => void {
  let told = webrtcStatusOf(seat.getSnapshot());
  return seat.subscribe(() => {
    const now = webrtcStatusOf(seat.getSnapshot());
    if (now === told) return;
    told = now;
    tell('onWebrtcStatus', now);
  });
}
