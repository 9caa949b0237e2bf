export { clockContract, type ClockUnderTest } from './contracts/clock-contract.ts';
export { mediaPortContract, type MediaUnderTest } from './contracts/media-port-contract.ts';
export { randomContract } from './contracts/random-contract.ts';
export { storageContract } from './contracts/storage-contract.ts';
export type { Expectation, Runner } from './contracts/runner.ts';
