import type { Workstation } from '@callstation/core';
import type { InjectionKey } from 'vue';

/** By name: two copies of this package in one page (a hot update, ESM beside CommonJS) still find one another's. */
export const WORKSTATION: InjectionKey<Workstation> = Symbol.for('callstation.workstation');
