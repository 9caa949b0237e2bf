// What `<script src="callstation.global.js">` brings: everything, defined, and the names of this file in `callstation`.
import { defineElements } from './elements.ts';

export { CallstationError, createWorkstation } from '@callstation/core';
export { callcenter } from '@callstation/core/callcenter';
export * from './index.ts';

defineElements();
