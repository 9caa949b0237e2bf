export { phoneSeat, type PhoneSeatOptions } from './phone-seat.ts';
export type { ControlLinkPorts } from './control-link.types.ts';
