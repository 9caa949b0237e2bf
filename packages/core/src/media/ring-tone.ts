const CYCLE_SECONDS = 3;
const BURSTS = [
  { from: 0, to: 0.4 },
  { from: 0.6, to: 1 },
] as const;
const TONES = [480, 620] as const;
const FADE_SECONDS = 0.02;
const AMPLITUDE = 0.18;

/** One cycle of the ring tone, mono samples from -1 to 1: two bursts of two tones, then rest. */
export function ringTone(sampleRate: number): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(Math.round(sampleRate * CYCLE_SECONDS));
  for (const { from, to } of BURSTS) {
    const end = Math.min(samples.length, Math.round(to * sampleRate));
    for (let index = Math.round(from * sampleRate); index < end; index++) {
      const second = index / sampleRate;
      // Without the fades each burst starts and ends in a click.
      const fade = Math.min(1, (second - from) / FADE_SECONDS, (to - second) / FADE_SECONDS);
      const wave = TONES.reduce((sum, tone) => sum + Math.sin(2 * Math.PI * tone * second), 0);
      samples[index] = wave * AMPLITUDE * Math.max(0, fade);
    }
  }
  return samples;
}
