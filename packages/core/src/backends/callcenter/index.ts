export { callcenter } from './callcenter.ts';
export type { CallcenterOptions, CallcenterPorts } from './options.ts';
