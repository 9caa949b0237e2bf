/**
 * A tone as a 16-bit PCM WAV file, mono.
 *
 * @param {number} hz
 * @param {number} ms  Whole periods of the tone where the file is looped.
 * @param {{ rate?: number, level?: number }} [options]  Samples a second, default 16,000; loudness 0 to 1, default 0.3.
 */
export function toneWav(hz, ms, { rate = 16_000, level = 0.3 } = {}) {
  const samples = (rate * ms) / 1000;
  const file = Buffer.alloc(44 + samples * 2);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(36 + samples * 2, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE(rate * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(samples * 2, 40);
  for (let at = 0; at < samples; at++)
    file.writeInt16LE(Math.round(level * 32_767 * Math.sin((2 * Math.PI * hz * at) / rate)), 44 + at * 2);
  return file;
}
