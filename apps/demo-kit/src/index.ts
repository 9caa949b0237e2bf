// What the demos share whatever they are made with: the address book, the centre's demo routes, texts, and the styles.
export { AGENTS, type DemoAgent } from './agents.ts';
export { hueOf, initialsOf } from './avatar.ts';
export { awayLast, doingOf, modeOf, servedOf } from './board-text.ts';
export { BRING_IN, type BringIn } from './bring-in.ts';
export { addEnded, addLost, type LogEntry } from './call-log.ts';
export { chosenBy, choiceOf, optionsOf } from './caller-number.ts';
export { detailOf, noticeOf, sinceOf, soundPlaceOf, stateOf, SUPERVISING } from './call-text.ts';
export { fetchToken, loadRecording, simulateCustomer } from './centre-api.ts';
export {
  CONSULT_BUTTONS,
  CONSULT_TITLES,
  participantButtons,
  PARTY_STATES,
  sidesOf,
  TALKING,
  type BarButton,
  type BarVerb,
} from './consult-text.ts';
export { CONTACTS, contactOf, type Contact } from './contacts.ts';
export { recordOf, savedSessions, saveSession } from './crm.ts';
export { DEVICE_FIELDS } from './devices.ts';
export { minutesOf, momentOf, spanOf } from './duration.ts';
export { explain } from './error-text.ts';
export { createFocusKeeper, type FocusKeeper } from './focus-keeper.ts';
export { mergeCalls } from './history.ts';
export { isForText, KEY_NAMES, KEYS } from './keys.ts';
export { missText } from './miss-text.ts';
export { pauseOf } from './pause-text.ts';
export { nameOf, partyName, targetName } from './peer-name.ts';
export { isOnItsWay } from './pending.ts';
export { PHONES } from './phones.ts';
export { presenceOf } from './presence-text.ts';
export {
  addCalls,
  kindOf,
  listAllCalls,
  listOwnCalls,
  NO_CALLS,
  type CallEntry,
  type CallRecording,
  type ListCalls,
  type RecordKind,
} from './records-api.ts';
export { chosenStatus, pause, statusChoices, type StatusChoice } from './status-choices.ts';
export { troubleOf } from './trouble.ts';
