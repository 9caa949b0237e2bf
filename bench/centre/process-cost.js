import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** What this process costs: memory after the garbage is gone (MiB); over `ms`, per cent of one core, and how late its event loop was (ms). */
export const processCost = {
  async memory() {
    setFlagsFromString('--expose_gc');
    const collect = runInNewContext('gc');
    for (let i = 0; i < 3; i++) {
      collect();
      // Freed pages go back to the system a moment later.
      await wait(300);
    }
    const { rss, heapUsed, external } = process.memoryUsage();
    return { rss: rss / 2 ** 20, heap: heapUsed / 2 ** 20, external: external / 2 ** 20 };
  },
  async load({ ms }) {
    const delay = monitorEventLoopDelay({ resolution: 5 });
    const [used, since] = [process.cpuUsage(), performance.now()];
    delay.enable();
    await wait(ms);
    delay.disable();
    const { user, system } = process.cpuUsage(used);
    const late = { p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 };
    return { share: (user + system) / 10 / (performance.now() - since), late };
  },
};
