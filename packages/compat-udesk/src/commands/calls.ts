import type { CallSnapshot, Target } from '@callstation/core';
import { currentCall } from '@callstation/core/facade';

import { asText, callId, optional, present, required } from '../args.ts';
import type { Desk } from '../desk.ts';
import { UdeskError } from '../envelope.ts';

const NOTHING = '100021';

/** Calls a number. */
export async function makeCall({ seat, warn }: Desk, number: unknown, options: unknown): Promise<null> {
  const to = present(asText(number, 'Number', warn), 'Number');
  const bizId = optional(options, 'BizId', warn);
  await seat.calls.dial({ to, ...(bizId === undefined ? {} : { bizId }) });
  return null;
}

/** Ends a call, or refuses one that rings. */
export async function hangup(desk: Desk, given: unknown): Promise<null> {
  const call = callToEnd(desk, given);
  await desk.seat.calls[call.phase === 'offered' ? 'reject' : 'hangup'](call.id);
  return null;
}

function callToEnd({ seat, warn }: Desk, given: unknown): Pick<CallSnapshot, 'id' | 'phase'> {
  const snapshot = seat.getSnapshot();
  if (given === undefined || given === null || given === '') {
    warn('HangupAsync is documented with the id of a call');
    const call = currentCall(snapshot);
    if (call) return call;
    throw new UdeskError(NOTHING, 'There is no call.');
  }
  if (typeof given === 'object') warn('HangupAsync is documented with the id of a call, not an object');
  const id = typeof given === 'object' ? callId(given, warn) : present(asText(given, 'CallId', warn), 'CallId');
  // Of an id that is not known core says so itself.
  return (
    snapshot.sessions.find((session): session is CallSnapshot => session.id === id && session.kind !== 'im') ?? {
      id,
      phase: 'active',
    }
  );
}

/** Accepts the call that rings. */
export async function answer({ seat }: Desk): Promise<null> {
  const snapshot = seat.getSnapshot();
  const current = currentCall(snapshot);
  const ringing = current?.phase === 'offered' ? current : snapshot.sessions.find(isOffered);
  if (!ringing) throw new UdeskError(NOTHING, 'No call rings.');
  await seat.calls.answer(ringing.id);
  return null;
}

const isOffered = ({ kind, phase }: { kind: string; phase: string }): boolean => kind !== 'im' && phase === 'offered';

type PlainVerb = 'hold' | 'resume' | 'cancelConsult' | 'merge' | 'takeBack' | 'completeTransfer' | 'mute' | 'unmute';

/** Verbs about a call and nothing else. */
export const plain =
  (verb: PlainVerb) =>
  async ({ seat, warn }: Desk, options: unknown): Promise<null> => {
    await seat.calls[verb](callId(options, warn));
    return null;
  };

/** An agent, or a number outside. */
function person({ warn }: Desk, options: unknown, phoneIsDocumented: boolean): Target {
  const agent = optional(options, 'AgentId', warn);
  if (agent !== undefined) return { agent };
  const number = present(
    optional(options, 'AgentPhone', warn),
    phoneIsDocumented ? 'AgentId or AgentPhone' : 'AgentId',
  );
  if (!phoneIsDocumented) warn('AgentPhone is documented for TransferAsync alone');
  return { number };
}

/** Verbs that bring somebody in. */
export const bringIn =
  (verb: 'consult' | 'conference' | 'transfer') =>
  async (desk: Desk, options: unknown): Promise<null> => {
    const id = callId(options, desk.warn);
    await desk.seat.calls[verb](id, { to: person(desk, options, verb === 'transfer') });
    return null;
  };

/** Gives a call to a queue. */
export async function transferQueue({ seat, warn }: Desk, options: unknown): Promise<null> {
  const id = callId(options, warn);
  await seat.calls.transfer(id, { to: { skillGroup: required(options, 'QueueId', warn) } });
  return null;
}

/** Gives a call to a menu. */
export async function transferIvr({ seat, warn, settings }: Desk, options: unknown): Promise<null> {
  const id = callId(options, warn);
  const ivr = required(options, 'IvrId', warn);
  const node = optional(options, 'NodeId', warn);
  const jump = optional(options, 'JumpType', warn) ?? 'agent_hangup';
  const { jumpTypes } = settings.choices;
  const agentLeg = Object.hasOwn(jumpTypes, jump) ? jumpTypes[jump] : undefined;
  if (agentLeg === undefined)
    throw new UdeskError('000001', `JumpType is one of ${Object.keys(jumpTypes).join(', ')}.`);
  await seat.calls.transfer(id, { to: { ivr, agentLeg, ...(node === undefined ? {} : { node }) } });
  return null;
}
