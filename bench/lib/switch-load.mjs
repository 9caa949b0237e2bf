import { fileURLToPath } from 'node:url';
import { startProgram } from './program.mjs';

const VOICE = fileURLToPath(new URL('../../packages/server/assets/voice/question.wav', import.meta.url));
const FRAMES_A_SECOND = 50;

/**
 * What so many calls at once cost the embedded switch: every leg is a page with WebRTC that speaks all the time, in
 * another process. `setups`: pages dialled one after the other meanwhile.
 *
 * @returns per cent of one core a call, per cent of the packets that did not arrive, how late the event loop was (p99,
 *   ms), resident memory (MiB), and how long each set-up took from the order to sound both ways (ms).
 */
export async function loadSwitch({ kind, calls, legs, seconds, setups = 0 }) {
  const phone = await startProgram('bench/capacity/switch.js');
  const pages = await startProgram('bench/capacity/phones.js');
  try {
    const all = Array.from({ length: calls * legs }, (_, i) => ({
      page: `${kind}${i}`,
      room: `room${Math.floor(i / legs)}`,
    }));
    const names = all.map(({ page }) => page);
    const extra = Array.from({ length: setups }, (_, i) => `extra${i}`);
    await pages.ask('voice', { file: VOICE });
    const accounts = await phone.ask('open', { pages: [...names, ...extra] });
    await pages.ask('connect', { base: await phone.ask('base'), accounts });
    await phone.ask('join', { legs: all });
    await phone.ask('measure', { ms: 2000 });
    const before = await pages.ask('count');
    const cost = await phone.ask('measure', { ms: seconds * 1000 });
    const after = await pages.ask('count');
    const setup = await phone.ask('setups', { pages: extra });
    const expected = seconds * FRAMES_A_SECOND;
    const missing = after.map((count, i) => Math.max(0, expected - (count - before[i])));
    const lost = all.length === 0 ? 0 : (100 * missing.reduce((sum, one) => sum + one, 0)) / (expected * all.length);
    const left = await phone.ask('hangup', { pages: names });
    if (left.legs + left.rooms + left.ticking > 0) throw new Error(`Left over: ${JSON.stringify(left)}`);
    await pages.ask('close');
    return { share: calls === 0 ? 0 : cost.cpu / calls, lost, late: cost.lateP99, rss: cost.rss, setup };
  } finally {
    await Promise.all([phone.stop(), pages.stop()]);
  }
}
