import type { Notes } from '@callstation/core/facade';

import type { TcccUi } from './tccc.types.ts';
import type { UiRoot } from './ui-root.ts';

/** `tccc.UI`, over the elements; without any, it does nothing. */
export function createUiApi(root: UiRoot | null, saying: Notes): TcccUi {
  const api: TcccUi = {
    hide: () => root?.show({ all: false }),
    show: () => root?.show({ all: true }),
    showWorkbench: () => root?.show({ all: true, workbench: true }),
    hideWorkbench: () => root?.show({ workbench: false }),
    showfloatButton: () => root?.show({ float: true }),
    hidefloatButton: () => root?.show({ float: false }),
  };
  const alias = (name: string, real: keyof TcccUi): void => {
    const call = (): void => {
      saying.lenient(`UI.${name} is written UI.${real}`);
      api[real]();
    };
    Object.defineProperty(api, name, { value: call });
  };
  alias('showFloatButton', 'showfloatButton');
  alias('hideFloatButton', 'hidefloatButton');
  return api;
}
