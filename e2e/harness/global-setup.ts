import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

import { findNetworks, type NetworkName } from './network.ts';
import { checkRunLog } from './run-log.ts';

declare module 'vitest' {
  interface ProvidedContext {
    networks: NetworkName[];
  }
}

/** Looks once which networks this run covers, and says so when it does without one; at the end looks through all logs. */
export default function setup(project: TestProject): () => void {
  const { names, without } = findNetworks();
  if (without !== null) process.stdout.write(`${without}\n`);
  project.provide('networks', names);
  const folder = mkdtempSync(join(tmpdir(), 'callstation-e2e-'));
  project.provide('runFolder', folder);
  return () => {
    // A folder with leaks in it stays, to be looked at.
    const { lines, used } = checkRunLog(folder);
    rmSync(folder, { recursive: true, force: true });
    const looked = `${used.numbers.length} numbers and ${used.names.length} names`;
    process.stdout.write(`logs of the servers: ${lines} lines, none with one of ${looked} in full\n`);
  };
}
