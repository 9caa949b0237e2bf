import type { Act } from './acts.ts';
import { check } from './checks.ts';
import { perform } from './perform.ts';
import { quieten } from './quiet.ts';
import { World } from './world.ts';

/** Plays a sequence in a world of its own; throws with the whole story at the first fault. */
export async function play(acts: readonly Act[]): Promise<void> {
  const world = new World();
  const story: string[] = [];
  const judge = (faults: string[]): void => {
    if (faults.length > 0)
      throw new Error([...faults, '', ...story.map((line, at) => `${at + 1}. ${line}`)].join('\n'));
  };
  await world.start();
  for (const act of acts) {
    story.push(await perform(world, act));
    judge(check(world));
  }
  judge(await quieten(world));
}
