import { watch } from './watch.ts';
import { AGENTS, type World } from './world.ts';

/** A customer calls and is talked to, as soon as somebody is rung: what most stories are about. */
export async function talk(world: World, number: string): Promise<string> {
  const customer = world.switch.fake.incoming(number, '4000');
  await world.pass(20);
  for (const agent of AGENTS)
    for (const { id, phase } of world.calls(agent)) {
      if (phase !== 'offered' || !world.calls(agent).every((one) => one.phase !== 'active')) continue;
      const tab = world.tabsOf(agent).find((one) => one.isReady());
      if (tab?.workstation.calls.actions(id).answer.allowed !== true) continue;
      const told = `customer ${customer} calls, and ${agent} (${tab.page}) answers ${id}`;
      watch(world, told, tab.workstation.calls.answer(id), true);
      await world.pass(200);
      return told;
    }
  return `customer ${customer} calls, and nobody is there`;
}
