import type { Axis, CallStep } from './call-axis.ts';
import type { CallEffect, CallEvent, StampedCallEvent } from './call-events.ts';
import { phaseAxis } from './call-phase.ts';
import { consultAxis } from './consult-axis.ts';
import { factsAxis } from './facts-axis.ts';
import { holdAxis } from './hold-axis.ts';
import { legAxis } from './leg-axis.ts';
import { cameraAxis, muteAxis } from './mute-axis.ts';
import { ordersAxis } from './orders-axis.ts';
import { othersAxis } from './others-axis.ts';
import { recordingAxis } from './recording-axis.ts';
import type { Reduce } from './reduce.ts';
import type { CallSnapshot } from './session.ts';

/** All parts of a call. The phase comes first: where it has a row, that row alone applies. */
export const CALL_AXES: readonly Axis[] = [
  phaseAxis,
  legAxis,
  holdAxis,
  muteAxis,
  cameraAxis,
  consultAxis,
  recordingAxis,
  othersAxis,
  ordersAxis,
  factsAxis,
];

const NOTHING: readonly CallEffect[] = [];

/**
 * One step of a call: pure, never throws, never touches its input. An event without a row in the present state gives the
 * same snapshot and no effects; ask {@link explainCall} why. Commands are taken as legal: ask `callActions` first.
 * Every snapshot that differs from the one before comes with at least one `announce`.
 *
 * @example
 * const [held, effects] = reduceCall(call, { type: 'held', at: clock.now() });
 */
export const reduceCall: Reduce<CallSnapshot, CallEvent, CallEffect> = (call, event) => {
  const step = explainCall(call, event);
  return step ? [step.next, step.effects] : [call, NOTHING];
};

/** The row that {@link reduceCall} takes, with its result; null for an event without a row, which is worth a trace. */
export function explainCall(call: CallSnapshot, event: StampedCallEvent): CallStep | null {
  for (const axis of CALL_AXES) {
    const step = axis.find(call, event);
    if (step) return step;
  }
  return null;
}
