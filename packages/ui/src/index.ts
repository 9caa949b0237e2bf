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
export { WatchEvent, type Feed } from './base/watch-event.ts';
export { CsCallBar } from './call/cs-call-bar.ts';
export { CsCallCard } from './call/cs-call-card.ts';
export { CsCallControls } from './call/cs-call-controls.ts';
export { CsDialPad } from './call/cs-dial-pad.ts';
export { CsIncomingCall } from './call/cs-incoming-call.ts';
export { CsTransferPanel } from './call/cs-transfer-panel.ts';
export { CsWorkstation } from './root/cs-workstation.ts';
export { TOKENS, type Token } from './styles/tokens.ts';
