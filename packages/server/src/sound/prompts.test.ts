import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { encodeAdpcmWav } from './adpcm.ts';
import { PROMPTS, promptFile, promptProblem } from './prompts.ts';
import { readWav } from './wav.ts';

it.each(Object.keys(PROMPTS))('says %s', async (name) => {
  expect(promptProblem({ say: name })).toBeNull();
  expect(readWav(await readFile(promptFile(name))).length).toBeGreaterThan(16_000);
});

it.each(['nothing', '../voice/hello', ''])('has no prompt %j', (name) => {
  expect(promptProblem({ say: name })).toMatch(/; say one of main-menu/u);
  expect(() => promptFile(name)).toThrow(expect.objectContaining({ code: 'invalidArgument' }));
});

it('says why a file cannot be played', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'callstation-'));
  const problem = async (bytes: Uint8Array | string): Promise<string | null> => {
    await writeFile(join(folder, 'x.wav'), bytes);
    return promptProblem({ file: join(folder, 'x.wav') });
  };
  expect(promptProblem({ file: join(folder, 'x.wav') })).toMatch(/cannot be read; put it there/u);
  expect(await problem('words')).toMatch(/cannot be played; save it as WAV\. .*no RIFF header/u);
  expect(await problem(encodeAdpcmWav(new Int16Array(0)))).toMatch(/is empty/u);
  expect(await problem(encodeAdpcmWav(new Int16Array(320)))).toBeNull();
  await rm(folder, { recursive: true });
});
