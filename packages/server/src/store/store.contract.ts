import { adminContract } from './admin.contract.ts';
import { eventContract } from './events.contract.ts';
import { recordContract } from './records.contract.ts';
import { recoveryContract } from './recovery.contract.ts';
import { tenancyContract } from './tenancy.contract.ts';
import type { Framework, StoreRig } from './testing/store-rig.ts';
import { webhookContract } from './webhooks.contract.ts';

/** What every {@link Store} must do. `make` opens an empty one. */
export function storeContract(name: string, make: () => Promise<StoreRig>, framework: Framework): void {
  const { describe, beforeEach, afterEach } = framework;
  describe(`store contract: ${name}`, () => {
    let rig: StoreRig;
    beforeEach(async () => {
      rig = await make();
    });
    afterEach(() => rig.stop());
    const over = { ...framework, store: () => rig.store };
    recordContract(over);
    eventContract(over);
    recoveryContract(over);
    adminContract(over);
    webhookContract(over);
    tenancyContract(over);
  });
}
