export { createFakeClock, settle, type FakeClock } from './fake-clock.ts';
export { createFakeLogger, createFakeRandom, type FakeLogger } from './fake-ports.ts';
