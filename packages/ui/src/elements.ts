import { CsWorkstation } from './root/cs-workstation.ts';

/** Every element by its tag. */
export const ELEMENTS = {
  'cs-workstation': CsWorkstation,
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
