import type { Clock, Logger, Random } from '@callstation/core/ports';
import type { Store } from '../store/store.ts';
import type { Switch } from '../switch/switch.ts';
import type { AppConfig, CentreLimits } from './app-config.ts';
import type { Centre } from './centre.ts';

/** What {@link createCentre} needs. */
export interface CentreOptions {
  switch: Switch;
  clock: Clock;
  random: Random;
  logger: Logger;
  store: Store;
  /** The tenants; ids and numbers are unique. */
  apps: AppConfig[];
  limits?: Partial<CentreLimits>;
}

/**
 * The call logic: who is offered what, and what every agent's pages show.
 *
 * @example
 * const centre = createCentre({ switch: phone, clock, random, logger, store: createMemoryStore(), apps: [demoApp] });
 * await centre.start();
 */
export function createCentre(options: CentreOptions): Centre {
  throw new Error(`not built yet for ${options.apps.length} apps`);
}
