import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const program = fileURLToPath(new URL('../packages/server/dist/cli.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'callstation-cli-'));
const file = join(folder, 'centre.json');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', cwd: folder });
  return { status, stdout, stderr };
}
const write = (over: object): void => {
  const app = { id: 'shop', secret: 'Zk3v9QpL1xWm7TfR2uYc8HbN4sDg6JaE', defaultCountry: 'CN' };
  writeFileSync(file, JSON.stringify({ apps: [{ ...app, skillGroups: [{ id: 'sales' }], ...over }] }));
};

describe('the built program', () => {
  it('checks a configuration: all that is wrong, and an exit code', () => {
    write({});
    expect(run('config', 'check', file)).toEqual({ status: 0, stdout: `${file} is well.\n`, stderr: '' });
    write({ secret: 'short', colour: 'red' });
    const { status, stdout } = run('config', 'check', file);
    expect([status, stdout.split('\n').length - 1]).toEqual([1, 2]);
  }, 180_000);

  it('makes users and keys, and prints nothing but what was asked for', () => {
    write({});
    expect(run('users', 'add', 'alice', '--config', file).stdout).toBe('alice is added.\n');
    expect(run('users', 'token', 'alice', '--config', file).stdout).toMatch(/^ey[\w-]+\.[\w-]+\.[\w-]+\n$/u);
    const made = run('keys', 'create', 'CRM', '--config', file, '--store', 'file:centre.db');
    expect(made.stdout).toMatch(/^k-[0-9a-f]+ {2}read {2}CRM\ncsk_[\w-]+\n$/u);
  }, 180_000);

  it('says in a line what was asked wrongly, and helps', () => {
    expect(run('users', 'sing')).toMatchObject({ status: 1, stdout: '' });
    expect(run('users', 'sing').stderr).toBe(
      'callstation users: say one of list, add, remove, token. See callstation --help.\n',
    );
    expect(run('keys', '--help')).toMatchObject({ status: 0, stderr: '' });
    expect(run('--help').stdout).toMatch(/callstation config check FILE/u);
  }, 180_000);
});
