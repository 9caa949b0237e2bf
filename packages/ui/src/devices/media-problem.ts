import type { SeatWords } from '../words/index.ts';

/** Why the microphone cannot be used, and what to do, by the name of the browser's error. */
export function mediaProblem(error: unknown, { core }: SeatWords): string {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return core.errors.mediaDenied;
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return core.errors.mediaMissing;
  return name === 'NotReadableError' || name === 'AbortError' ? core.errors.mediaBusy : core.errors.mediaFailed;
}
