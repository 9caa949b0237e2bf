import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleWav } from './testing/sample-wav.ts';
import { createSoundFolder, MOST_SOUND_BYTES, MOST_SOUNDS, type SoundFolder } from './sound-folder.ts';

let root: string;
let sounds: SoundFolder;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'sounds-'));
  sounds = createSoundFolder(root);
  await sounds.prepare();
});
afterEach(() => rmSync(root, { recursive: true }));
const namesOf = async (app: string): Promise<string[]> => (await sounds.list(app)).map(({ name }) => name);

describe('sound folder', () => {
  it('keeps sounds by app and name', async () => {
    const stored = await sounds.put('shop', 'welcome.wav', sampleWav(8000));
    expect(stored).toMatchObject({ name: 'welcome.wav', bytes: 16_044, ms: 500 });
    expect(readFileSync(stored.path)).toEqual(sampleWav(8000));
    await sounds.put('shop', 'busy.wav', sampleWav(10));
    expect(await namesOf('shop')).toEqual(['busy.wav', 'welcome.wav']);
    expect(await namesOf('rival')).toEqual([]);
    expect(await sounds.remove('rival', 'welcome.wav')).toBe(false);
    expect(await sounds.remove('shop', 'welcome.wav')).toBe(true);
    expect(await sounds.remove('shop', 'welcome.wav')).toBe(false);
    expect(await namesOf('shop')).toEqual(['busy.wav']);
  });

  it('has one file for a name, whatever was uploaded under it last', async () => {
    await sounds.put('shop', 'welcome.wav', sampleWav(10));
    const { path } = await sounds.put('shop', 'welcome.wav', sampleWav(20));
    expect(readFileSync(path)).toEqual(sampleWav(20));
    expect(readdirSync(join(path, '..'))).toEqual(['welcome.wav']);
  });

  it.each(['../x.wav', 'x/y.wav', '.wav', 'x.mp3', 'x.wav\u0000', '-x.wav', `${'x'.repeat(65)}.wav`, ''])(
    'does not take the name %j',
    async (name) => {
      await expect(sounds.put('shop', name, sampleWav(10))).rejects.toMatchObject({ code: 'invalidArgument' });
      expect(await sounds.remove('shop', name)).toBe(false);
      expect(readdirSync(root)).toEqual([]);
    },
  );

  it.each(['shop/../rival', '..', '.', 'a/b', 'ä'])('keeps app %j in a folder of its own', async (app) => {
    const { path } = await sounds.put(app, 'x.wav', sampleWav(10));
    expect(path.startsWith(`${root}/`)).toBe(true);
    expect(await namesOf('rival')).toEqual([]);
    expect(await namesOf(app)).toEqual(['x.wav']);
  });

  it('takes only what can be played, and not too much of it', async () => {
    const put = (file: Buffer) => sounds.put('shop', 'x.wav', file);
    await expect(put(Buffer.from('ID3'))).rejects.toMatchObject({ code: 'invalidArgument' });
    await expect(put(sampleWav(0))).rejects.toMatchObject({ code: 'invalidArgument' });
    await expect(put(Buffer.alloc(MOST_SOUND_BYTES + 1))).rejects.toMatchObject({ code: 'tooLarge' });
    expect(await namesOf('shop')).toEqual([]);
    for (let n = 0; n < MOST_SOUNDS; n++) await sounds.put('shop', `s${n}.wav`, sampleWav(1));
    await expect(sounds.put('shop', 'more.wav', sampleWav(1))).rejects.toMatchObject({ code: 'tooLarge' });
    await expect(sounds.put('shop', 's0.wav', sampleWav(2))).resolves.toMatchObject({ name: 's0.wav' });
  });
});
