/** Bytes before the samples. */
const HEADER = 44;

/**
 * A 16-bit PCM WAV file, mono.
 *
 * @param {number} rate  Samples a second.
 * @param {number} samples  How many.
 * @param {(at: number) => number} sample  The sample of that number, -1 to 1.
 */
export function wav(rate, samples, sample) {
  const file = Buffer.alloc(HEADER + samples * 2);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(HEADER - 8 + samples * 2, 4);
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
  for (let at = 0; at < samples; at++) file.writeInt16LE(Math.round(sample(at) * 32_767), HEADER + at * 2);
  return file;
}
