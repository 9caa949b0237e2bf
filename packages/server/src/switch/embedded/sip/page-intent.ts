import type { Id } from '@callstation/core/model';
import { LIMITS } from '@callstation/core/protocol';

/** What a page says of the end it makes: X-Callstation-Intent, and which session it means, where it names one. */
export interface PageIntent {
  intent: string | null;
  session: Id | null;
}

/** A page, or a transport, that says nothing. */
export const NO_INTENT: PageIntent = { intent: null, session: null };

/** Reads the two headers of a BYE or a refusal. What cannot be read is as if it were not there. */
export function readIntent(message: { getHeader(name: string): string | undefined }): PageIntent {
  const intent = message.getHeader('X-Callstation-Intent')?.trim() ?? null;
  return { intent, session: readSession(message.getHeader('X-Callstation-Session')?.trim()) };
}

function readSession(text: string | undefined): Id | null {
  if (text === undefined || text === '') return null;
  try {
    const session = decodeURIComponent(text);
    return session.length <= LIMITS.idLength ? session : null;
  } catch {
    return null;
  }
}
