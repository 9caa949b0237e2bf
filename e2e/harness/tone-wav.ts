const RATE = 16_000;
const LEVEL = 0.3 * 32_767;

/** A tone as a 16-bit PCM WAV file, mono. */
export function toneWav(hz: number, ms: number): Buffer {
  const samples = (RATE * ms) / 1000;
  const file = Buffer.alloc(44 + samples * 2);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(36 + samples * 2, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(RATE, 24);
  file.writeUInt32LE(RATE * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(samples * 2, 40);
  for (let at = 0; at < samples; at++)
    file.writeInt16LE(Math.round(LEVEL * Math.sin((2 * Math.PI * hz * at) / RATE)), 44 + at * 2);
  return file;
}
