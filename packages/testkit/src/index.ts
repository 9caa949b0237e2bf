export { createFakeClock, settle, type FakeClock } from './fake-clock.ts';
export { createFakeLogger, createFakeRandom, type FakeLogger } from './fake-ports.ts';
export { createFakeNetwork, createFakeVisibility, createFakeStorage, type FakeSwitch } from './fake-environment.ts';
export { createFakeMedia, createPrompt, type FakeMedia, type FakeMediaLeg } from './fake-media.ts';
export { createFakePageSip, type FakePageSip } from './fake-page-sip.ts';
export { createFakeBackend, type FakeBackend, type FakeBackendOptions, type SeenRequest } from './fake-backend.ts';
export { fakeAgent, fakeCapabilities, fakeOffer, fakeState, T0 } from './fake-states.ts';
export {
  createSocketHub,
  createSocketPair,
  type ServerEnd,
  type SocketHub,
  type SocketPair,
  type SocketPairOptions,
} from './socket-pair.ts';
export { bridged, createBridgePair, type BridgeFate, type BridgePair } from './bridge-pair.ts';
export { recordEvents, type EventRecorder, type Recorded } from './record-events.ts';
export { createExchange, type Exchange } from './exchange.ts';
export { linkAgents, type LinkedAgents, type LinkOptions } from './link-agents.ts';
export { SCENARIOS, type Scenario, type ScenarioButton, type ScenarioStep } from './scenarios.ts';
export { DIALECT_SCENARIOS, type CentreStep, type DialectScenario, type DialectStep } from './dialects/scenarios.ts';
export { coreDialect, type Dialect, type OpenDialect } from './dialects/core-dialect.ts';
export { expectedTrace, playDialect, type PlayOptions } from './dialects/play-dialect.ts';
export { constantFields, type ConstantField } from './constant-fields.ts';
export { createSeat, type OpenSeat } from './dialects/create-seat.ts';
export { createSeatCentre, type Caller, type SeatCentre } from './dialects/seat-centre.ts';
export { enderOf, type DialectVerb, type DialectVerbs, type Ender, type TraceEntry } from './dialects/trace.ts';
