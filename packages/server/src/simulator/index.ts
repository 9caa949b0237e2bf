export { createSimulator, type Simulator } from './simulator.ts';
export type { Customers } from './customers.ts';
export { MAX_CUSTOMERS } from './roster.ts';
export type { Customer, CustomerReport, Utterance } from './customer.ts';
export type { EarWindow, Heard } from './ear.ts';
export type { Scenario } from './scenario.ts';
export { MAGIC_NUMBERS, SCENARIOS, type ScenarioName } from './scenarios/index.ts';
export { DIGIT_TONES } from './tones.ts';
export { devRoutes } from './dev-routes.ts';
