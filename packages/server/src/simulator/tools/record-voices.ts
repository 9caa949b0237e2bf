/**
 * Speaks the simulator's phrases and the prompts of IVRs with flite (Debian package `flite`) and stores them in
 * assets/voice and assets/prompt. Only needed to change one, from packages/server:
 *
 * npx esbuild src/simulator/tools/record-voices.ts --bundle --platform=node --format=esm \
 *   --conditions=@callstation/source | node --input-type=module - assets
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeAdpcmWav } from '../../sound/adpcm.ts';
import { PROMPTS } from '../../sound/prompts.ts';

const PHRASES = {
  'echo-test': 'Welcome. From now on you hear your own voice.',
  hello: 'Hello. Good to hear from you. How can I help?',
  question: 'Hello. I have a question about my order.',
  'have-to-go': 'Hello. Sorry, I have to go soon.',
  'not-in-service': 'The number you have dialed is not in service. Please check the number.',
  'press-a-key': 'Press any key to hear its tone.',
} as const;
/** What flite says is quiet; this brings its loudest sample to half of full scale. */
const PEAK = 16_384;
const WAV_DATA_AT = 44;

const target = process.argv[2] ?? 'assets';
const folder = mkdtempSync(join(tmpdir(), 'voices-'));
try {
  const all = Object.entries({ voice: PHRASES, prompt: PROMPTS }).flatMap(([kind, phrases]) =>
    Object.entries(phrases).map(([name, words]) => [kind, name, words] as const),
  );
  for (const [kind, name, words] of all) {
    const wav = join(folder, `${name}.wav`);
    execFileSync('flite', ['-voice', 'slt', '-t', words, '-o', wav]);
    const bytes = readFileSync(wav).subarray(WAV_DATA_AT);
    const pcm = new Int16Array(new Uint8Array(bytes).buffer, 0, bytes.length >> 1);
    const loudest = pcm.reduce((most, sample) => Math.max(most, Math.abs(sample)), 1);
    const file = encodeAdpcmWav(pcm.map((sample) => (sample * PEAK) / loudest));
    writeFileSync(join(target, kind, `${name}.wav`), file);
    process.stdout.write(`${name}: ${(pcm.length / 16_000).toFixed(1)} s, ${file.length} bytes\n`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
