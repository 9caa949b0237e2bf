export {
  centreAddresses,
  centreOfScript,
  createScriptPlace,
  type CentreAddresses,
  type ScriptPlace,
} from './centre-addresses.ts';
export { followMissed } from './follow-missed.ts';
export { currentCall } from './current-call.ts';
export { missedEvents, type MissedEvent } from './missed-events.ts';
export { createNotes, type Notes } from './notes.ts';
export { SESSION_EVENTS } from './session-events.ts';
export { fetchSeatToken, type FetchJson, type SeatExchange, type SeatRequest } from './seat-token.ts';
