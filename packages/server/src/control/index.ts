export { createControl } from './control.ts';
export { attachSockets } from './sockets.ts';
