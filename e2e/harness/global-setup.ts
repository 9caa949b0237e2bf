import type { TestProject } from 'vitest/node';

import { findNetworks, type NetworkName } from './network.ts';

declare module 'vitest' {
  interface ProvidedContext {
    networks: NetworkName[];
  }
}

/** Looks once which networks this run covers, and says so when it does without one. */
export default function setup(project: TestProject): void {
  const { names, without } = findNetworks();
  if (without !== null) process.stdout.write(`${without}\n`);
  project.provide('networks', names);
}
