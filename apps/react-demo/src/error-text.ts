import { CallstationError, type BlockReason, type ErrorCode } from '@callstation/core';
import { words } from '@callstation/core/words';

const { blockReasons } = words('en');

/** For the person at the desk; what a developer needs is in the error's own message. */
const TEXTS: Record<ErrorCode, string> = {
  notReady: 'You are not signed in yet. Wait a moment, then try again.',
  unauthorized: 'Your sign-in is not valid any more. Sign in again.',
  tokenExpired: 'Your sign-in has run out. Sign in again.',
  kicked: 'You signed in somewhere else. Reload to work here.',
  signedOut: 'A supervisor signed you out. Reload to work here again.',
  licenseExceeded: 'All seats are taken. Ask somebody to sign out.',
  invalidArgument: 'That cannot be used. Check what you entered.',
  invalidState: 'Not possible at this point.',
  forbidden: 'You do not have the right to do that.',
  notFound: 'That call or colleague is not there any more.',
  timeout: 'The centre did not answer in time. Try again.',
  rateLimited: 'Too fast. Wait a moment, then try again.',
  network: 'The connection to the centre is down. It is being restored.',
  mediaDenied: 'The microphone is blocked. Allow it in the address bar, then try again.',
  mediaMissing: 'No microphone was found. Plug one in, then try again.',
  mediaBusy: 'Another program holds the microphone. Close it, then try again.',
  mediaFailed: 'The sound could not be set up. Try again.',
  notSupported: 'This centre cannot do that.',
  policyBlocked: 'A rule of the centre forbids this.',
  tooLarge: 'That is too long. Shorten it.',
  unknownMethod: 'This page and the centre are of different versions. Reload the page.',
  malformed: 'The centre did not understand this page. Reload it.',
  shuttingDown: 'The centre is restarting. The page comes back by itself.',
  internal: 'Something failed in the centre. Try again.',
};

const isReason = (reason: unknown): reason is BlockReason =>
  typeof reason === 'string' && Object.hasOwn(blockReasons, reason);

/** What went wrong, in words for an agent: by the reason a verb is blocked, else by the error's code. */
export function explain(error: unknown): string {
  const { code, data } = CallstationError.from(error);
  const reason = typeof data === 'object' && data !== null && 'reason' in data ? data.reason : undefined;
  return isReason(reason) ? blockReasons[reason] : TEXTS[code];
}
