import { TcccErrorCode } from '@/uni_modules/callstation-workstation';
import { chooseSpeaker } from './abilities';
import { call, callEnded, setMuted } from './call';
import { type Failure, tellFailure } from './failure';
import { workstation } from './workstation';

/** What is said where the centre may have heard, and its answer did not come. */
const UNANSWERED: ReadonlySet<number> = new Set([
  TcccErrorCode.ERR_SIP_REQUESTTIMEOUT,
  TcccErrorCode.ERR_SIP_REQUEST_TERMINATED,
]);

/** What is said where there is no such call, or nobody who has calls. */
const NO_CALL: ReadonlySet<number> = new Set([
  TcccErrorCode.ERR_SIP_BAD_REQUEST,
  TcccErrorCode.ERR_SIP_NOT_EXIST,
  TcccErrorCode.ERR_HAD_LOGGEDOUT,
]);

/** Hangs up, or gives up before anybody answered. Without a connection nobody tells of the end, and it is one all the same. */
export function hangUp(): void {
  const { state, sessionId, incoming, hangingUp } = call;
  // Who rings is asked about first, above this.
  if (state === 'finished' || incoming || hangingUp) return;
  call.hangingUp = true;
  const over = (): void => void callEnded(sessionId);
  workstation.terminate()?.then(over, (failure: Failure) => {
    if (sessionId !== '' && NO_CALL.has(failure.code)) over();
    if (call.state === 'finished' || call.sessionId !== sessionId) return;
    call.hangingUp = false;
    if (UNANSWERED.has(failure.code)) void tellFailure(failure);
  });
}

/** The call whose microphone is being switched. */
let switching: string | null = null;

/**
 * Mutes the microphone, or lets it speak again. It is silent at once, and heard again when the centre says so; a press in between
 * does nothing.
 */
export async function toggleMute(): Promise<void> {
  const { sessionId, muted } = call;
  if (switching === sessionId) return;
  switching = sessionId;
  if (!muted) setMuted(true);
  const failure = await (muted ? workstation.unmute() : workstation.mute())?.then(
    () => null,
    (refused: Failure) => refused,
  );
  if (switching === sessionId) switching = null;
  if (call.state !== 'inProgress' || call.sessionId !== sessionId) return;
  if (!failure) return setMuted(!muted);
  const { reason } = (failure.extraInfo?.data ?? {}) as { reason?: unknown };
  // It was so already, as after a page that was loaded anew.
  if (reason === 'muted' || reason === 'notMuted') return setMuted(reason === 'muted');
  // Who got no answer stays silent.
  if (!muted && !UNANSWERED.has(failure.code)) setMuted(false);
  return tellFailure(failure);
}

/** Loud for all around, or at the ear. */
export function toggleSpeaker(): void {
  if (chooseSpeaker(!call.speaker)) call.speaker = !call.speaker;
}

/** Presses a key for the other side. */
export function sendDigit(key: string): void {
  workstation.sendDTMF(key).catch((failure: Failure) => void tellFailure(failure));
}
