import type { LegFacts } from './media-facts.ts';

const STATES: Record<RTCPeerConnectionState, LegFacts['ice']> = {
  new: 'new',
  connecting: 'checking',
  connected: 'connected',
  disconnected: 'disconnected',
  failed: 'failed',
  closed: 'failed',
};

/** The whole connection's state in the words of the facts: `connected` only when ICE and DTLS are both up. */
export function iceState(state: RTCPeerConnectionState): LegFacts['ice'] {
  return STATES[state];
}
