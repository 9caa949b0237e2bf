import { expect, it } from 'vitest';

import * as surface from './index.ts';

it('exports these names and no other', () => {
  expect(Object.keys(surface).sort()).toEqual([
    'WorkstationProvider',
    'useAgent',
    'useAgentActions',
    'useAudioLevel',
    'useBoard',
    'useCall',
    'useCalls',
    'useChat',
    'useConnection',
    'useDevices',
    'useDirectory',
    'useSelector',
    'useSupervisorActions',
    'useWorkstation',
    'useWorkstationEvent',
  ]);
});
