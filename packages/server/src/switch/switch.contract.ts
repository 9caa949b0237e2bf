import { dialContract } from './dial.contract.ts';
import { endContract } from './ends.contract.ts';
import { codeOf, type Framework } from './framework.contract.ts';
import { holdContract } from './hold.contract.ts';
import { moveContract } from './moves.contract.ts';
import { orderContract } from './orders.contract.ts';
import { partiesContract } from './parties.contract.ts';
import { recordContract } from './record.contract.ts';
import { soundContract } from './sound.contract.ts';
import { superviseContract } from './supervise.contract.ts';
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
    superviseContract(over);
    moveContract(over);
    dialContract(over);
    endContract(over);
    orderContract(over);
    recordContract(over);
  });
}
