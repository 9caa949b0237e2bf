import { reactive } from 'vue';
import { TCCCQuality } from '@/uni_modules/callstation-workstation';
import { keepCall, keptCall } from './kept-call';
import type { Word } from './words';

/** What was said of the network stays so long after its last bad report, milliseconds. */
const HINT = 6000;

/** Where a call stands on the calling page. `returning`: it was there when this page was loaded, and is looked for. */
export type CallState = 'none' | 'returning' | 'loading' | 'waiting' | 'answering' | 'inProgress' | 'finished';

/** Somebody who calls and was not answered yet. */
export interface Incoming {
  sessionId: string;
  number: string;
}

const kept = keptCall();

/** The call of now. It is no page's own: it goes on while one page takes the place of another. */
export const call = reactive({
  state: (kept ? 'returning' : 'none') as CallState,
  direction: kept?.direction ?? 'out',
  number: kept?.number ?? '',
  sessionId: kept?.sessionId ?? '',
  /** When the conversation began, milliseconds. */
  since: 0,
  muted: false,
  speaker: false,
  /** The agent has hung up, and the centre has not said so yet. */
  hangingUp: false,
  /** What is to be said of the network. */
  network: null as Extract<Word, 'networkBad' | 'networkDown'> | null,
  /** When the network was bad last, milliseconds. */
  badAt: 0,
  incoming: null as Incoming | null,
});

/** A new call takes the place of the one before. */
export function beginCall(direction: 'in' | 'out', number: string, sessionId = ''): void {
  const state = direction === 'in' ? 'answering' : 'loading';
  const fresh = { since: 0, muted: false, speaker: false, hangingUp: false, network: null, badAt: 0, incoming: null };
  Object.assign(call, { state, direction, number, sessionId, ...fresh });
}

/** Both sides speak; of a call that was kept, since then. */
export function callBegan(sessionId: string, now = Date.now()): void {
  if (call.state === 'inProgress' || call.state === 'finished') return;
  const before = keptCall();
  const { since, muted } = before?.sessionId === sessionId ? before : { since: now, muted: false };
  Object.assign(call, { state: 'inProgress', since, muted, sessionId: sessionId || call.sessionId });
  keepThisCall();
}

/** The microphone is muted from now on, or speaks again. */
export function setMuted(muted: boolean): void {
  call.muted = muted;
  if (call.state === 'inProgress') keepThisCall();
}

function keepThisCall(): void {
  const { sessionId, direction, number, since, muted } = call;
  keepCall({ sessionId, direction, number, since, muted });
}

/** A session ended: the call of now, or somebody who only rang. Says which. */
export function callEnded(sessionId: string): 'call' | 'incoming' | 'other' {
  if (call.incoming?.sessionId === sessionId) {
    call.incoming = null;
    return 'incoming';
  }
  if (call.state === 'none' || (call.sessionId !== '' && call.sessionId !== sessionId)) return 'other';
  call.state = 'finished';
  keepCall(null);
  return 'call';
}

/** A session that this page was told of: whether it is the call that was kept, which nobody has to answer again. */
export function returnTo(sessionId: string): boolean {
  const before = keptCall();
  if (before?.sessionId !== sessionId) return false;
  const { direction, number } = before;
  Object.assign(call, { state: 'returning', direction, number, sessionId, incoming: null });
  return true;
}

/** Whether the calling page shows a call that is not over. */
export const isInCall = (): boolean => !['none', 'returning', 'finished'].includes(call.state);

/** The agent is in, and the call that was kept is not there any more. */
export function stopReturning(): void {
  if (call.state !== 'returning') return;
  call.state = 'none';
  keepCall(null);
}

/** The agent is out: there is neither a call nor anybody who rings. Who signs in again in time has the call back. */
export function leaveCalls(): void {
  Object.assign(call, { state: 'none', incoming: null });
}

/** The network was measured. A bad one is told until it was better for a while: one that wavers makes no flicker. */
export function networkMeasured(quality: number, now = Date.now()): void {
  if (call.state !== 'inProgress') return;
  if (quality >= TCCCQuality.Bad)
    Object.assign(call, { network: quality >= TCCCQuality.Vbad ? 'networkDown' : 'networkBad', badAt: now });
  else if (now - call.badAt >= HINT) call.network = null;
}
