import { CallstationError, type Target, type Workstation } from '@callstation/core';

import { optionalText, optionalTexts, optionsOf, text, wrong, type Given } from './arguments.ts';
import { seatOf, sessionOf, success, type TcccContext } from './context.ts';
import { settled } from './failure.ts';
import { callDataOf } from './payloads.ts';
import type { CallData, TcccCall, TcccResponse } from './tccc.types.ts';

/** Something done to one session. */
export type OnSession = (workstation: Workstation, id: string, options: Given) => Promise<unknown>;

/** A method about one session: `{ sessionId }` in, an envelope out. */
export function ofSession(context: TcccContext, act: OnSession): (options: unknown) => Promise<TcccResponse> {
  return (given) =>
    settled(async () => {
      const workstation = seatOf(context);
      const options = optionsOf(given);
      await act(workstation, text(options, 'sessionId'), options);
      return success({});
    });
}

/** Where a transfer goes. */
export function targetOf(options: Given, one: boolean): Target {
  const skillGroup = optionalText(options, 'skillGroupId');
  const agent = optionalText(options, 'userId');
  if (one && skillGroup !== undefined && agent !== undefined) {
    throw wrong('Name skillGroupId or userId, not both.', 'userId');
  }
  if (agent !== undefined) return { agent };
  if (skillGroup !== undefined) return { skillGroup };
  throw wrong('Name the target: skillGroupId or userId.', 'userId');
}

/** Hangs up, or declines what rings. */
export const hangUp =
  ({ inferred }: TcccContext): OnSession =>
  (workstation, id) => {
    const { phase } = sessionOf(workstation, id);
    return phase === 'offered' && inferred.hungUpDeclines ? workstation.calls.reject(id) : workstation.calls.hangup(id);
  };

/** `tccc.Call`. */
export function createCallApi(context: TcccContext): TcccCall {
  const of = (act: OnSession) => ofSession(context, act);
  const { inferred, saying } = context;
  const startOutboundCall = (given: unknown): Promise<TcccResponse<CallData>> =>
    settled(async () => placeCall(seatOf(context), optionsOf(given), saying.lenient));
  return {
    startOutboundCall,
    callOut: (given) => {
      saying.lenient('Call.callOut is the old name of Call.startOutboundCall');
      return startOutboundCall(given);
    },
    accept: of(({ calls }, id) => calls.answer(id)),
    hungUp: of(hangUp(context)),
    deleteCall: of(async (workstation, id) => {
      sessionOf(workstation, id);
      if (inferred.deleteCallEndsWork) await workstation.calls.complete(id);
    }),
    muteMic: of(({ calls }, id) => calls.mute(id)),
    unmuteMic: of(({ calls }, id) => calls.unmute(id)),
    isMicMuted: (given) =>
      settled(() => {
        const session = sessionOf(seatOf(context), text(optionsOf(given), 'sessionId'));
        const muted = 'mute' in session && (session.mute === 'on' || session.mute === 'turningOn');
        return success({ isMuted: muted, muted });
      }),
    hold: of(({ calls }, id) => calls.hold(id)),
    unHold: of(({ calls }, id) => calls.resume(id)),
    transfer: of(({ calls }, id, options) => calls.transfer(id, { to: targetOf(options, inferred.oneTransferTarget) })),
    sendDigits: of(({ calls }, id, options) => calls.sendDigits(id, text(options, 'dtmfText'))),
    startInternalCall: (given) =>
      settled(async () => {
        const { calls } = seatOf(context);
        const options = optionsOf(given);
        const { useMobile = false } = options;
        if (typeof useMobile !== 'boolean') throw wrong('useMobile must be true or false.', 'useMobile');
        const { id } = await calls.dialAgent({ agent: text(options, 'calleeUserId'), useMobile });
        return success({ sessionId: id });
      }),
  };
}

async function placeCall(
  workstation: Workstation,
  options: Given,
  warn: (message: string) => void,
): Promise<TcccResponse<CallData>> {
  const to = text(options, 'phoneNumber');
  const remark = optionalText(options, 'phoneDesc');
  const userData = optionalText(options, 'uui');
  const skillGroup = optionalText(options, 'skillGroupId');
  const callerNumber = optionalText(options, 'callerPhoneNumber');
  const callerPools = optionalTexts(options, 'servingNumberGroupIds');
  const encode = optionalText(options, 'phoneEncodeType');
  if (encode !== undefined && encode !== 'number') {
    throw new CallstationError('invalidArgument', "phoneEncodeType can only be 'number'.");
  }
  // The centre has no numbers that stand for others: what a page dials is real already, and what it may not see it is not told.
  if (encode !== undefined) warn('phoneEncodeType changes nothing: every number that is dialled is a real one');
  const call = await workstation.calls.dial({
    to,
    ...(remark === undefined ? {} : { remark }),
    ...(userData === undefined ? {} : { userData }),
    ...(skillGroup === undefined ? {} : { skillGroup }),
    ...(callerNumber === undefined ? {} : { callerNumber }),
    ...(callerPools === undefined || callerPools.length === 0 ? {} : { callerPools }),
  });
  return success(callDataOf(call, workstation.getSnapshot().agent));
}
