import { setTimeout as wait } from 'node:timers/promises';

/** Waits until `check` holds, and fails with what was wanted and what `now` says when it does not within `ms`. */
export async function until(
  wanted: string,
  check: () => Promise<boolean>,
  now: () => Promise<unknown> = async () => 'not so',
  ms = 10_000,
): Promise<void> {
  const end = Date.now() + ms;
  for (;;) {
    if (await check()) return;
    if (Date.now() > end) throw new Error(`Waited ${ms} ms for ${wanted}; instead: ${JSON.stringify(await now())}`);
    await wait(25);
  }
}
