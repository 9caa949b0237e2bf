export * from '@callstation/vue';
export { createUniWorkstation, type UniWorkstationOptions } from '../uni-workstation.ts';
