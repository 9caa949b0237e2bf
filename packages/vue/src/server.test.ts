// @vitest-environment node
import { bindingServerContract } from '@callstation/testkit/contracts';
import { describe, expect, it } from 'vitest';
import { createSSRApp } from 'vue';
import { renderToString } from 'vue/server-renderer';

import { createWorkstationPlugin } from './plugin.ts';
import { cellOf } from './testing/vue-binding.ts';

bindingServerContract({ describe, it, expect }, 'vue', async (workstation, probe) => {
  const html = await renderToString(createSSRApp(cellOf(probe)).use(createWorkstationPlugin(workstation)));
  return html.replaceAll('&quot;', '');
});
