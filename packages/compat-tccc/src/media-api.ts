import { CallstationError } from '@callstation/core';

import { hangUp, ofSession, targetOf, type OnSession } from './call-api.ts';
import { sessionOf, type TcccContext } from './context.ts';
import type { TcccChat, TcccVideo } from './tccc.types.ts';

/** `tccc.Video`. What the centre cannot do with pictures is refused by the core's verdicts. */
export function createVideoApi(context: TcccContext): TcccVideo {
  const of = (act: OnSession) => ofSession(context, act);
  return {
    accept: of(({ calls }, id) => calls.answer(id, { video: true })),
    end: of(hangUp(context)),
    muteMic: of(({ calls }, id) => calls.mute(id)),
    unmuteMic: of(({ calls }, id) => calls.unmute(id)),
    muteVideo: of(({ calls }, id) => calls.muteVideo(id)),
    unmuteVideo: of(({ calls }, id) => calls.unmuteVideo(id)),
    transfer: of(({ calls }, id, options) =>
      calls.transfer(id, { to: targetOf(options, context.inferred.oneTransferTarget) }),
    ),
  };
}

/** `tccc.Chat`. No centre has chats yet; arguments and session are checked before that is said. */
export function createChatApi(context: TcccContext): TcccChat {
  const refuse = (check: OnSession = async () => undefined) =>
    ofSession(context, async (workstation, id, options) => {
      await check(workstation, id, options);
      sessionOf(workstation, id);
      throw new CallstationError('notSupported', 'This centre has no chats yet.');
    });
  return {
    accept: refuse(),
    end: refuse(),
    transfer: refuse(async (_workstation, _id, options) => targetOf(options, context.inferred.oneTransferTarget)),
  };
}
