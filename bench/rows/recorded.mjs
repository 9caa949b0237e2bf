import { fileURLToPath } from 'node:url';
import { startProgram } from '../lib/program.mjs';
import { result } from '../lib/stats.mjs';

const VOICE = fileURLToPath(new URL('../../packages/server/assets/voice/question.wav', import.meta.url));
const SECONDS = 9;
const CALLS = 50;

/** Calls of two pages, relayed and recorded all at once: what one of them takes of a core, files and all. */
export async function run({ turns }) {
  const calls = Math.max(1, Math.ceil((CALLS * Math.min(turns, 30)) / 30));
  const { plain, recorded } = await measure(calls);
  const share = recorded.cpu / calls;
  const lost = missing(recorded.packets);
  const kept = missing(recorded.files.map(({ ms }) => ms / 20));
  process.stderr.write(
    `  recorded: ${calls} calls, ${recorded.cpu.toFixed(0)} % of a core, ${plain.cpu.toFixed(0)} % before; one core carries ` +
      `${Math.floor(100 / share)}; ${lost.toFixed(2)} % of the packets and ${kept.toFixed(2)} % of the recordings missing; ` +
      `event loop late p99 ${recorded.lateP99.toFixed(1)} ms; ${(recorded.rss - plain.rss).toFixed(0)} MiB more; ` +
      `${(recorded.bytes / 1024 / calls / SECONDS).toFixed(1)} KiB/s each\n`,
  );
  return [
    result('capacity.recorded.share', share, calls),
    result('capacity.recorded.lost', lost, calls),
    result('capacity.recorded.kept', kept, calls),
    result('capacity.recorded.late.p99', recorded.lateP99, calls),
  ];
}

async function measure(calls) {
  const phone = await startProgram('bench/capacity/switch.js');
  const pages = await startProgram('bench/capacity/phones.js');
  try {
    const legs = Array.from({ length: calls * 2 }, (_, i) => ({ page: `recorded${i}`, room: `room${i >> 1}` }));
    const names = legs.map(({ page }) => page);
    await pages.ask('voice', { file: VOICE });
    await pages.ask('connect', { base: await phone.ask('base'), accounts: await phone.ask('open', { pages: names }) });
    await phone.ask('join', { legs });
    await phone.ask('measure', { ms: 2000 });
    const plain = await phone.ask('measure', { ms: (SECONDS * 1000) / 3 });
    const rooms = Array.from({ length: calls }, (_, i) => ({
      room: `room${i}`,
      sides: { left: [`recorded${2 * i}`], right: [`recorded${2 * i + 1}`] },
    }));
    await phone.ask('record', { rooms });
    const before = await pages.ask('count');
    const recorded = await phone.ask('measure', { ms: SECONDS * 1000 });
    const after = await pages.ask('count');
    const files = await phone.ask('recorded', { rooms });
    await phone.ask('hangup', { pages: names });
    await pages.ask('close');
    const packets = after.map((count, i) => count - before[i]);
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    return { plain, recorded: { ...recorded, packets, files, bytes } };
  } finally {
    await Promise.all([phone.stop(), pages.stop()]);
  }
}

/** Per cent of what should have come within the time, frames of 20 ms. */
function missing(counts) {
  const expected = SECONDS * 50;
  const short = counts.map((count) => Math.max(0, expected - count));
  return (100 * short.reduce((sum, one) => sum + one, 0)) / (expected * counts.length);
}
