import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findNetworks } from '../e2e/harness/network.ts';

let folder = '';
/** A PATH with these programs only. */
function path(name: string, programs: Record<string, string>): NodeJS.ProcessEnv {
  const at = join(folder, name);
  mkdirSync(at);
  for (const [program, text] of Object.entries({ sh: 'exec /bin/sh "$@"', ...programs }))
    writeFileSync(join(at, program), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  return { PATH: at };
}
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'networks-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the networks of a run', () => {
  it('are two where a namespace can be made', () => {
    const env = path('all', { ip: 'exit 0', unshare: 'shift; exec "$@"' });
    expect(findNetworks(env, true)).toEqual({ names: ['this machine', 'loopback only'], without: null });
  });

  it.each([
    ['refused', { ip: 'exit 0', unshare: 'echo "unshare: unshare failed: Operation not permitted" >&2; exit 1' }],
    ['missing', { ip: 'exit 0' }],
    ['of no use', { unshare: 'shift; exec "$@"' }],
  ])('are one where that is %s, and a line says why', (name, programs) => {
    const { names, without } = findNetworks(path(name, programs), true);
    expect(names).toEqual(['this machine']);
    expect(without).toMatch(/^No network namespace here \(.+\): calls are tested on this machine's network only\.$/);
    expect(without).not.toContain('\n');
  });
});
