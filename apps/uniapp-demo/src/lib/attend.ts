import { TCCCSessionDirection, TcccErrorCode } from '@/uni_modules/callstation-workstation';
import { beginCall, call, callBegan, callEnded, isInCall, networkMeasured, returnTo, stopReturning } from './call';
import { endWord } from './end-words';
import { tellFailure } from './failure';
import { goTo, showCall } from './go';
import { keepTelling, tell } from './notice';
import { ring, stopRinging } from './ring';
import { say, settings } from './settings';
import { signIn, signOut } from './sign-in';
import { workstation } from './workstation';

/**
 * Signed in no longer: tries once by itself where it was signed in, and goes to the sign-in page otherwise. A call is left by
 * hanging up alone; who shows its page again tries again.
 */
async function signInAgain(): Promise<void> {
  const refused = settings.signedIn ? await signIn() : '';
  // Whoever is in a call was told of it with the sign-in.
  if (refused === null) return stopReturning();
  if (refused !== '') tell(refused);
  if (!isInCall()) goTo('login');
}

let trying: Promise<void> | null = null;

/** Pages that take the place of one another meanwhile wait for one sign-in: another would end it. */
function comeBack(): void {
  trying ??= signInAgain().then(() => {
    trying = null;
  });
}

/**
 * Every page calls this when it shows: drops the listeners of the page before, looks whether the agent is signed in, and
 * listens. The listeners are all there again before anything else can happen, so that no event is missed in between.
 */
export function attend(): void {
  workstation.off('*');
  void workstation.checkLogin((code) => {
    // What is not there yet is being restored.
    if (code !== TcccErrorCode.ERR_NONE && code !== TcccErrorCode.ERR_SIP_REQUESTTIMEOUT) comeBack();
  });
  listenToCalls();
  listenToConnection();
}

function listenToCalls(): void {
  workstation.on('onNewSession', ({ sessionId, sessionDirection, fromUserId, toUserId }) => {
    if (returnTo(sessionId)) return showCall();
    if (sessionDirection === TCCCSessionDirection.CallIn) {
      call.incoming = { sessionId, number: fromUserId };
      ring();
    } else if (call.state === 'loading') {
      Object.assign(call, { state: 'waiting', sessionId });
    } else {
      beginCall('out', toUserId, sessionId);
      goTo('calling');
    }
  });
  workstation.on('onAccepted', (sessionId) => {
    const { incoming } = call;
    // Picked up at the agent's phone, which is where a mini-program has its sound.
    if (incoming?.sessionId === sessionId) {
      stopRinging();
      beginCall('in', incoming.number, sessionId);
      goTo('calling');
    }
    callBegan(sessionId);
  });
  workstation.on('onEnded', (reason, reasonMessage, sessionId) => {
    const what = callEnded(sessionId);
    if (what === 'incoming') stopRinging();
    if (what === 'other') return;
    tell(say(endWord(reason, what === 'incoming'), { reason: reasonMessage }));
  });
  workstation.on('onNetworkQuality', ({ quality }) => networkMeasured(quality));
}

function listenToConnection(): void {
  workstation.on('onError', (code, message, extra) => {
    if (code === TcccErrorCode.ERR_SIP_FORBIDDEN) {
      stopRinging();
      signOut();
      tell(say(causeOf(extra) === 'signedOut' ? 'signedOut' : 'kicked'));
      return goTo('login');
    }
    void tellFailure({ code, message });
    // A centre that is away for a while comes back by itself.
    if (code !== TcccErrorCode.ERR_SIP_SERVICE_UNAVAILABLE) comeBack();
  });
  workstation.on('onConnectionLost', () => keepTelling(say('lost')));
  workstation.on('onTryToReconnect', () => keepTelling(say('reconnecting')));
  workstation.on('onConnectionRecovery', () => {
    keepTelling('');
    tell(say('recovered'));
  });
}

/** Callstation's own word for what went wrong. */
const causeOf = (extra: unknown): unknown => (extra as { code?: unknown } | undefined)?.code;
