import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

import { leaksIn, privateIn } from './harness/leaks.ts';
import { checkRunLog } from './harness/run-log.ts';

const folder = mkdtempSync(join(tmpdir(), 'callstation-logs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('what must not stand in a log', () => {
  it('is found in what pages and servers say to each other, and in configurations', () => {
    const used = privateIn({
      agent: { id: 'alice', name: 'Alice', rights: [], skillGroups: ['sales'] },
      sessions: [{ peer: { role: 'customer', number: '+8613800138000', name: 'Zhang San' }, context: { to: '4000' } }],
      groups: [{ id: 'sales', name: 'Sales', numbers: ['40001', '4000'] }],
      ms: 12_345,
      carol: { id: 'carol', name: 'carol', status: 'idle' },
    });
    expect(used).toEqual({ numbers: ['+8613800138000', '40001'], names: ['Alice', 'Zhang San'] });
  });

  it.each([
    ['{"message":"dial","to":"+8613800138000"}', true],
    ['{"message":"dial 13800138000"}', false],
    ['{"message":"dial 8613800138000"}', true],
    ['{"message":"Invite from \\"Alice\\" <sip:10001@x>"}', true],
    ['{"data":{"deep":["PUT /dev/numbers/10001"]}}', true],
    ['{"10001":"as a key"}', true],
    ['not JSON: Alice', true],
    ['{"message":"dial ***000","agent":"alice","ms":10001,"id":"a10001f"}', false],
    ['{"message":"Alicean 100012"}', false],
  ])('%s: %s', (line, leaks) => {
    const used = { numbers: ['+8613800138000', '10001'], names: ['Alice'] };
    expect(leaksIn(`first\n${line}\nlast`, used)).toHaveLength(leaks ? 1 : 0);
  });

  it('fails the run, with the line', () => {
    appendFileSync(join(folder, 'used.jsonl'), '{"numbers":["10001"],"names":[]}\n{"numbers":[],"names":["Bob"]}\n');
    appendFileSync(join(folder, 'servers.log'), '{"message":"all well"}\n');
    expect(checkRunLog(folder)).toEqual({ lines: 1, used: { numbers: ['10001'], names: ['Bob'] } });
    appendFileSync(join(folder, 'servers.log'), '{"message":"10001 rings","level":"debug"}\n');
    expect(() => checkRunLog(folder)).toThrow(/1 lines .*\n10001 in: \{"message":"10001 rings"/u);
  });
});
