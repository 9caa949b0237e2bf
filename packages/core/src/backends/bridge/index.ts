export { bridge } from './bridge.ts';
export type { BridgePort } from './bridge-port.ts';
export type { BridgeBackend, BridgeOptions, BridgePorts } from './near.types.ts';
export { serveBridge } from './serve-bridge.ts';
export type { FarHalf, FarPorts, HostFunction, MakeBackend, NearSide, ServeBridgeOptions } from './far.types.ts';
