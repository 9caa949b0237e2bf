import type { Core } from 'sip.js';
import { CallstationError } from '../protocol/index.ts';

const SDP = 'application/sdp';

/** The SDP of a message; undefined when it has no body. Throws at a body of another kind. */
export function sdpOf(message: Core.IncomingRequestMessage): string | undefined {
  if (message.body === '') return undefined;
  const type = message.getHeader('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== SDP) throw new CallstationError('malformed', `A body of type ${type ?? 'unknown'} was sent.`);
  return message.body;
}

/** SDP as a body. */
export function sdpBody(content: string): Core.Body {
  return { contentDisposition: 'session', contentType: SDP, content };
}
