import { CallstationError } from '@callstation/core/protocol';
import type { World } from './world.ts';

/** A verb that was offered may be refused for what the target is, never for being illegal. */
export function watch(
  world: World,
  told: string,
  work: Promise<unknown>,
  races: boolean,
  needs: readonly string[] = [],
): void {
  const orders = world.switch.failed.length;
  work.catch((thrown: unknown) => {
    const error = CallstationError.from(thrown);
    const { code, data } = error;
    const excused = ['network', 'timeout', 'policyBlocked', 'notReady', 'shuttingDown'].includes(code);
    const failed = code === 'internal' && orders > 0;
    // What it needs was refused before: it was over at once.
    const refused = needs.some((order) => world.switch.failed.includes(order));
    if (races || excused || failed || refused) return;
    world.faults.push(`${told}: refused with ${code} ${JSON.stringify(data ?? {})} ${error.message}`);
  });
}
