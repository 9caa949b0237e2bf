import { CallstationError, type ErrorCode } from '../protocol/index.ts';
import type { MediaFactsPart } from './media-facts.ts';

const CODES: Record<string, ErrorCode> = {
  NotAllowedError: 'mediaDenied',
  SecurityError: 'mediaDenied',
  NotFoundError: 'mediaMissing',
  OverconstrainedError: 'mediaMissing',
  NotReadableError: 'mediaBusy',
  // Firefox reports a device that is held elsewhere so.
  AbortError: 'mediaBusy',
};

const FACTS: Partial<Record<ErrorCode, MediaFactsPart['microphone']>> = {
  mediaDenied: 'denied',
  mediaMissing: 'missing',
  mediaBusy: 'busy',
};

/** What getUserMedia threw, as a typed error with the original as its cause. */
export function microphoneError(thrown: unknown): CallstationError {
  const name = thrown instanceof Error || isNamed(thrown) ? thrown.name : '';
  return CallstationError.from(thrown, CODES[name] ?? 'mediaFailed');
}

/** The fact that such an error stands for; `unknown` when it says nothing about the device. */
export function microphoneFact(error: CallstationError): MediaFactsPart['microphone'] {
  return FACTS[error.code] ?? 'unknown';
}

// OverconstrainedError is not an Error in every browser.
function isNamed(thrown: unknown): thrown is { name: string } {
  return typeof thrown === 'object' && thrown !== null && 'name' in thrown && typeof thrown.name === 'string';
}
