import { expect, it } from 'vitest';

import * as surface from './index.ts';

it('exports these names and no other', () => {
  expect(Object.keys(surface).sort()).toEqual([
    'WorkstationProvider',
    'useAgent',
    'useAudioLevel',
    'useCall',
    'useCalls',
    'useChat',
    'useConnection',
    'useDevices',
    'useSelector',
    'useWorkstation',
    'useWorkstationEvent',
  ]);
});
