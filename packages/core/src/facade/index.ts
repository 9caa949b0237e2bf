export {
  centreAddresses,
  centreOfScript,
  createScriptPlace,
  type CentreAddresses,
  type ScriptPlace,
} from './centre-addresses.ts';
export { missedEvents, type MissedEvent } from './missed-events.ts';
export { createNotes, type Notes } from './notes.ts';
export { fetchSeatToken, type FetchJson, type SeatExchange, type SeatRequest } from './seat-token.ts';
