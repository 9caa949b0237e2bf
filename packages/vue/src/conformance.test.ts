import { bindingContract, bindingRenderContract } from '@callstation/testkit/contracts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { vueBinding } from './testing/vue-binding.ts';

const runner = { describe, it, expect };

// Vue tells of every injection that is missing, also of those a test is after.
beforeEach(() => void vi.spyOn(console, 'warn').mockImplementation(() => undefined));
afterEach(() => void vi.restoreAllMocks());

bindingContract(runner, 'vue', vueBinding);
bindingRenderContract(runner, 'vue', vueBinding);
