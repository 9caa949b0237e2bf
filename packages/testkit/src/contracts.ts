export { backendContract, type BackendUnderTest } from './contracts/backend-contract.ts';
export { bindingContract } from './contracts/binding/binding.contract.ts';
export { bindingRenderContract } from './contracts/binding/binding-renders.contract.ts';
export { bindingServerContract, type RenderToString } from './contracts/binding/binding-server.contract.ts';
export {
  BINDING_EXPORTS,
  type BindingHooks,
  type BindingUnderTest,
  type MountedProbes,
  type Probe,
} from './contracts/binding/binding-under-test.ts';
export { clockContract, type ClockUnderTest } from './contracts/clock-contract.ts';
export { mediaPortContract, type MediaUnderTest } from './contracts/media-port-contract.ts';
export { randomContract } from './contracts/random-contract.ts';
export { storageContract } from './contracts/storage-contract.ts';
export type { Expectation, Runner } from './contracts/runner.ts';
