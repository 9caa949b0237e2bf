import { describe, expect, it } from 'vitest';

import { createWorkstation } from '../../client/create-workstation.ts';
import * as entry from './index.ts';

describe('the callcenter entry', () => {
  it('exports one function', () => {
    expect(Object.keys(entry)).toEqual(['callcenter']);
  });

  it('works in bare Node up to the connect, which wants a whole URL there', async () => {
    const backend = entry.callcenter({ url: '/seat', token: () => 'token' });
    const workstation = createWorkstation({ backend });
    expect(workstation.getSnapshot().page.connection.state).toBe('closed');
    await expect(workstation.connect()).rejects.toMatchObject({ code: 'invalidArgument' });
    await workstation.close();
  });
});
