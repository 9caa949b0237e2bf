import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashOfKey } from '../../api/callers.ts';
import { openStore } from '../../store/open-store.ts';
import { isCommand, runCommand } from './run-command.ts';

const app = {
  ...{ id: 'shop', secret: 'Zk3v9QpL1xWm7TfR2uYc8HbN4sDg6JaE', defaultCountry: 'CN' },
  ...{ skillGroups: [{ id: 'sales', numbers: ['4000'] }], agents: [{ id: 'alice', name: 'Alice' }] },
};
let folder = '';
let file = '';
let store = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'callstation-cli-'));
  file = join(folder, 'centre.json');
  store = `file:${join(folder, 'centre.db')}`;
  writeFileSync(file, JSON.stringify({ origins: ['https://crm.example'], apps: [app] }), { mode: 0o600 });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function run(...args: string[]): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = [];
  const code = await runCommand(args, { env: {}, say: (line) => lines.push(line) });
  return { code, lines };
}

describe('config check', () => {
  it('says that all is well', async () => {
    expect(await run('config', 'check', file)).toEqual({ code: 0, lines: [`${file} is well.`] });
  });

  it('says everything that is wrong at once, and nothing of secrets', async () => {
    writeFileSync(
      file,
      JSON.stringify({
        apps: [
          { ...app, secret: 'short' },
          { ...app, defaultCountry: 'cn' },
        ],
        x: 1,
      }),
    );
    const { code, lines } = await run('config', 'check', file);
    expect(code).toBe(1);
    expect(lines.toSorted()).toEqual([
      'apps.0.secret: must have at least 32 characters',
      'apps.1.defaultCountry: must be two capital letters, as CN',
      'x: is not an option',
    ]);
    const skillGroups = [...app.skillGroups, ...app.skillGroups];
    writeFileSync(file, JSON.stringify({ apps: [{ ...app, skillGroups, callerPool: 'cs' }] }));
    expect((await run('config', 'check', file)).lines).toEqual([
      `${file}: number 4000 stands twice`,
      `${file}: skill group of shop sales stands twice`,
      `${file}: callerPool of shop names cs, which is not among its numberPools`,
    ]);
    writeFileSync(file, '{');
    expect((await run('config', 'check', file)).lines[0]).toMatch(/is not JSON/u);
  });
});

describe('users', () => {
  it('of a file are listed, added and removed; the rest of the file and who may read it stay', async () => {
    await run('users', 'add', 'bob', '--config', file, '--name', 'Bob B.', '--role', 'supervisor');
    expect((await run('users', 'list', '--config', file)).lines).toEqual([
      'alice  agent  Alice',
      'bob  supervisor  Bob B.',
    ]);
    await run('users', 'remove', 'alice', '--config', file);
    expect((await run('users', 'list', '--config', file, '--app', 'shop')).lines).toEqual(['bob  supervisor  Bob B.']);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      origins: ['https://crm.example'],
      apps: [{ secret: app.secret }],
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('of the store are listed, added and removed, with a word in the audit', async () => {
    const of = ['--store', store, '--app', 'shop'];
    await run('users', 'add', 'bob', ...of);
    expect((await run('users', 'list', ...of)).lines).toEqual(['bob  agent  bob']);
    await run('users', 'remove', 'bob', ...of);
    expect((await run('users', 'list', ...of)).lines).toEqual([]);
    const open = await openStore({ kind: 'file', path: join(folder, 'centre.db') }, () => undefined);
    expect((await open.audit.list('shop')).map(({ action, target }) => [action, target])).toContainEqual([
      'agent.put',
      'bob',
    ]);
    // What the file says of them is over, too.
    expect(await open.settings.get('shop', 'agent', 'bob')).toMatchObject({ value: null });
    await open.close();
  });

  it('get a token that says who they are', async () => {
    const { lines } = await run('users', 'token', 'alice', '--config', file, '--ttl', '60');
    const { sub, app: of, exp = 0 } = decodeJwt(lines[0] ?? '');
    expect([sub, of]).toEqual(['alice', 'shop']);
    expect(exp * 1000 - Date.now()).toBeLessThanOrEqual(60_000);
  });

  it.each([
    [['add', 'alice'], /There is a user alice already/u],
    [['add', 'x y'], /The id must be/u],
    [['add', 'bob', '--role', 'king'], /--role: must be one of/u],
    [['remove', 'bob'], /There is no user bob/u],
    [['token', 'bob'], /There is no user bob/u],
    [['token', 'alice', '--ttl', '1e9'], /--ttl/u],
    [['list', '--app', 'other'], /There is no app other/u],
    [['sing'], /say one of list, add, remove, token/u],
    [['list', '--colour', 'red'], /Unknown option '--colour'/u],
  ])('%j is refused, and nothing is written', async (args, why) => {
    const before = readFileSync(file, 'utf8');
    await expect(run('users', ...args, '--config', file)).rejects.toThrow(why);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });
});

describe('keys', () => {
  const of = (): string[] => ['--store', store, '--config', file];
  it('are made, shown once, listed and revoked', async () => {
    const { lines } = await run('keys', 'create', 'CRM', '--role', 'admin', '--expires', '90', ...of());
    const [id = ''] = lines[0]?.split(' ') ?? [];
    expect(lines[1]).toMatch(/^csk_[\w-]{43}$/u);
    expect((await run('keys', 'list', ...of())).lines).toEqual([`${id}  admin  good  CRM`]);
    const open = await openStore({ kind: 'file', path: join(folder, 'centre.db') }, () => undefined);
    expect(await open.keys.byHash(hashOfKey(lines[1] ?? ''))).toMatchObject({ app: 'shop', id, role: 'admin' });
    await open.close();
    expect(readFileSync(join(folder, 'centre.db')).includes(lines[1] ?? '')).toBe(false);
    expect(await run('keys', 'revoke', id, ...of())).toEqual({ code: 0, lines: [`${id} is revoked.`] });
    expect((await run('keys', 'list', ...of())).lines).toEqual([`${id}  admin  revoked  CRM`]);
    expect((await run('keys', 'revoke', id, ...of())).code).toBe(1);
  });

  it('are refused with what is wrong', async () => {
    await expect(run('keys', 'create', 'CRM', '--role', 'king', ...of())).rejects.toThrow(/--role/u);
    await expect(run('keys', 'create', ...of())).rejects.toThrow(/Give one name for the key/u);
    await expect(run('keys', 'list', '--store', 'memory', '--app', 'shop')).rejects.toThrow(/--store/u);
    await expect(run('keys', 'list', '--store', store)).rejects.toThrow(/--app/u);
  });

  it('cannot be made behind the back of a server that runs on the store', async () => {
    const open = await openStore({ kind: 'file', path: join(folder, 'centre.db') }, () => undefined);
    await expect(run('keys', 'list', ...of())).rejects.toThrow(/use its REST API/u);
    await open.close();
  });
});

it('is told from options of the server', async () => {
  expect([['config'], ['users', 'list'], ['--demo'], [], ['toString']].map(isCommand)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
  expect((await run('users', '--help')).lines[0]).toMatch(/callstation users add ID/u);
});
