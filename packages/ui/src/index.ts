export { RingUnheardEvent } from './attention/ring-unheard-event.ts';
export { defineElements, type CsElements } from './elements.ts';
export { CsElement } from './base/cs-element.ts';
export { IntentEvent } from './base/intent-event.ts';
export type {
  AgentIntent,
  CallIntent,
  ChatIntent,
  DeviceIntent,
  Intent,
  SeatIntent,
  SessionIntent,
} from './base/intents.ts';
export { QueryEvent, type Queries, type Query } from './base/query-event.ts';
export { WatchEvent, type Feed, type LoggedCall } from './base/watch-event.ts';
export { CsCallBar } from './call/cs-call-bar.ts';
export { CsCallCard } from './call/cs-call-card.ts';
export { CsCallControls } from './call/cs-call-controls.ts';
export { CsDialPad } from './call/cs-dial-pad.ts';
export { CsIncomingCall } from './call/cs-incoming-call.ts';
export { CsTransferPanel } from './call/cs-transfer-panel.ts';
export { CsAgentStatus } from './agent/cs-agent-status.ts';
export { CsSessionList } from './sessions/cs-session-list.ts';
export { CsNotes } from './sessions/cs-notes.ts';
export { CsCallLog } from './sessions/cs-call-log.ts';
export { CsSupervisorBoard } from './board/cs-supervisor-board.ts';
export { CsDevicePicker } from './devices/cs-device-picker.ts';
export { CsDeviceCheck } from './devices/cs-device-check.ts';
export { CsWorkbench } from './workbench/cs-workbench.ts';
export { CsFloatButton } from './workbench/cs-float-button.ts';
export { SelectEvent } from './base/select-event.ts';
export type { PlaceStore } from './workbench/place-store.ts';
export { CsWorkstation } from './root/cs-workstation.ts';
export { TOKENS, type Token } from './styles/tokens.ts';
