export { checkSipMessage, MAX_SIP_BYTES } from './check-sip-message.ts';
export type { SipRefusal, SipVerdict } from './verdict.ts';
