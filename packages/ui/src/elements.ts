import { CsCallBar } from './call/cs-call-bar.ts';
import { CsCallCard } from './call/cs-call-card.ts';
import { CsCallControls } from './call/cs-call-controls.ts';
import { CsDialPad } from './call/cs-dial-pad.ts';
import { CsIncomingCall } from './call/cs-incoming-call.ts';
import { CsTransferPanel } from './call/cs-transfer-panel.ts';
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
