import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRecordingFolder } from './recording-folder.ts';

const NAME = `${'a'.repeat(32)}.ogg`;
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'folder-'));
});
afterEach(() => rmSync(root, { recursive: true }));

describe('recording folder', () => {
  it('writes, finds, lists and removes', async () => {
    const folder = createRecordingFolder(join(root, 'deep', 'er'));
    await folder.prepare();
    const file = await folder.create(NAME);
    await file.write(Buffer.from('world'), 6);
    await file.write(Buffer.from('hello '), 0);
    await file.close();
    const found = await folder.find(NAME);
    expect(found).toEqual({ path: join(root, 'deep', 'er', NAME), bytes: 11 });
    expect(readFileSync(found?.path ?? '', 'utf8')).toBe('hello world');
    expect(statSync(found?.path ?? '').mode & 0o077).toBe(0);
    writeFileSync(join(root, 'deep', 'er', 'notes.txt'), 'not ours');
    expect(await folder.names()).toEqual([NAME]);
    await folder.remove(NAME);
    await folder.remove(NAME);
    expect([await folder.find(NAME), await folder.names()]).toEqual([null, []]);
  });

  it('writes over no file', async () => {
    const folder = createRecordingFolder(root);
    await (await folder.create(NAME)).close();
    await expect(folder.create(NAME)).rejects.toMatchObject({ code: 'EEXIST' });
  });

  it.each(['../secret.ogg', '/etc/passwd', 'a/b.ogg', `${'a'.repeat(32)}.ogg/../x`, `${'a'.repeat(32)}.exe`, ''])(
    'does not touch %j',
    async (name) => {
      writeFileSync(join(root, 'secret.ogg'), 'secret');
      const folder = createRecordingFolder(join(root, 'in'));
      await folder.prepare();
      expect(await folder.find(name)).toBeNull();
      await expect(folder.create(name)).rejects.toThrow('Not the name');
      await expect(folder.remove(name)).rejects.toThrow('Not the name');
    },
  );
});
