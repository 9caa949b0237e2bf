import { BINDING_EXPORTS } from '@callstation/testkit/contracts';
import { expect, it } from 'vitest';

import * as surface from './index.ts';

it('exports what every binding does, and nothing else', () => {
  expect(Object.keys(surface).sort()).toEqual(BINDING_EXPORTS);
});
