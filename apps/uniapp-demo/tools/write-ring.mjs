// Writes src/static/ring.wav: two seconds of a ring to be looped, two soft tones a second, then silence.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { wav } from '../../../scripts/lib/wav.mjs';

const RATE = 8000;
const SECONDS = 2;
/** One stroke of a bell: there at once, gone within 0.4 s. @param {number} since @param {number} hz */
const stroke = (since, hz) =>
  since < 0 || since > 0.4 ? 0 : Math.exp(-since * 7) * Math.min(1, since * 200) * Math.sin(2 * Math.PI * hz * since);
const file = wav(RATE, RATE * SECONDS, (at) => {
  const second = at / RATE;
  const strokes = [
    stroke(second, 880),
    stroke(second - 0.2, 1108.73),
    stroke(second - 0.5, 880),
    stroke(second - 0.7, 1108.73),
  ];
  return strokes.reduce((sum, one) => sum + one, 0) * 0.35;
});
writeFileSync(join(dirname(fileURLToPath(import.meta.url)), '..', 'src', 'static', 'ring.wav'), file);
