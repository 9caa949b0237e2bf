import { bindingContract, bindingRenderContract } from '@callstation/testkit/contracts';
import { cleanup } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { reactBinding, strictReactBinding } from './testing/react-binding.tsx';

const runner = { describe, it, expect };

// React tells of every error a component throws, also of those a test is after.
beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

bindingContract(runner, 'react', reactBinding);
bindingContract(runner, 'react under StrictMode', strictReactBinding);
bindingRenderContract(runner, 'react', reactBinding);
