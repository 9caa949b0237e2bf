import { CsCallBar } from './call/cs-call-bar.ts';
import { CsCallCard } from './call/cs-call-card.ts';
import { CsCallControls } from './call/cs-call-controls.ts';
import { CsDialPad } from './call/cs-dial-pad.ts';
import { CsIncomingCall } from './call/cs-incoming-call.ts';
import { CsTransferPanel } from './call/cs-transfer-panel.ts';
import { CsAgentStatus } from './agent/cs-agent-status.ts';
import { CsSessionList } from './sessions/cs-session-list.ts';
import { CsNotes } from './sessions/cs-notes.ts';
import { CsCallLog } from './sessions/cs-call-log.ts';
import { CsSupervisorBoard } from './board/cs-supervisor-board.ts';
import { CsDevicePicker } from './devices/cs-device-picker.ts';
import { CsDeviceCheck } from './devices/cs-device-check.ts';
import { CsWorkbench } from './workbench/cs-workbench.ts';
import { CsFloatButton } from './workbench/cs-float-button.ts';
import { CsWorkstation } from './root/cs-workstation.ts';

/** Every element by its tag. */
export const ELEMENTS = {
  'cs-workstation': CsWorkstation,
  'cs-call-bar': CsCallBar,
  'cs-incoming-call': CsIncomingCall,
  'cs-call-card': CsCallCard,
  'cs-call-controls': CsCallControls,
  'cs-dial-pad': CsDialPad,
  'cs-transfer-panel': CsTransferPanel,
  'cs-agent-status': CsAgentStatus,
  'cs-session-list': CsSessionList,
  'cs-notes': CsNotes,
  'cs-call-log': CsCallLog,
  'cs-supervisor-board': CsSupervisorBoard,
  'cs-device-picker': CsDevicePicker,
  'cs-device-check': CsDeviceCheck,
  'cs-workbench': CsWorkbench,
  'cs-float-button': CsFloatButton,
} as const;

type Elements = { [Tag in keyof typeof ELEMENTS]: InstanceType<(typeof ELEMENTS)[Tag]> };

/** Every element's type by its tag. */
export interface CsElements extends Elements {}

/**
 * Makes the elements known to the browser; those that are already, stay as they are. Does nothing where there is no
 * browser. `import '@callstation/ui/register'` calls it for you.
 */
export function defineElements(): void {
  if (typeof customElements === 'undefined') return;
  for (const [tag, element] of Object.entries(ELEMENTS)) {
    if (!customElements.get(tag)) customElements.define(tag, element);
  }
}

declare global {
  interface HTMLElementTagNameMap extends CsElements {}
}
