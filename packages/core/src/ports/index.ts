export type { Clock } from './clock.ts';
export type { Logger } from './logger.ts';
export type { Random } from './random.ts';
export type { Network, Storage, Visibility } from './environment.ts';
export type { SocketFactory, SocketLike } from './socket.ts';
export type { DeviceChoice, Levels, MediaDevice, MediaLeg, MediaPort } from './media.ts';
export type { Backend, BackendDevices } from './backend.ts';
