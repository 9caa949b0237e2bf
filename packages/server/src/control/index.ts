export { createControl, type Control } from './control.ts';
export type { ControlOptions } from './control.types.ts';
export { attachSockets, type Sockets } from './sockets.ts';
