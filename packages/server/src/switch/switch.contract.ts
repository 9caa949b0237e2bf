import { dialContract } from './contract/dial.ts';
import { endContract } from './contract/ends.ts';
import { codeOf, type Framework } from './contract/framework.ts';
import { holdContract } from './contract/hold.ts';
import { moveContract } from './contract/moves.ts';
import { orderContract } from './contract/orders.ts';
import { partiesContract } from './contract/parties.ts';
import { soundContract } from './contract/sound.ts';
import { eventually } from './testing/eventually.ts';
import type { SwitchRig } from './testing/switch-rig.ts';

/** What every {@link Switch} must do. `make` starts a fresh one; the doubles play pages and customers with real sound. */
export function switchContract(name: string, make: () => Promise<SwitchRig>, framework: Framework): void {
  const { describe, beforeEach, afterEach, expect } = framework;
  describe(`switch contract: ${name}`, () => {
    let rig: SwitchRig;
    beforeEach(async () => {
      rig = await make();
    });
    afterEach(async () => {
      await rig.stop();
      await eventually('nothing is left over after stop', () => rig.idle());
    });
    const over = { ...framework, rig: () => rig, code: codeOf(expect) };
    soundContract(over);
    holdContract(over);
    partiesContract(over);
    moveContract(over);
    dialContract(over);
    endContract(over);
    orderContract(over);
  });
}
