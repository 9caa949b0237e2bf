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
    const { lines, used } = looked(folder);
    rmSync(folder, { recursive: true, force: true });
    const words = `${used.numbers.length} numbers and ${used.names.length} names`;
    process.stdout.write(`logs of the servers: ${lines} lines, none with one of ${words} in full\n`);
  };
}

function looked(folder: string): ReturnType<typeof checkRunLog> {
  try {
    return checkRunLog(folder);
  } catch (error) {
    // The runner only prints what is thrown here. The folder stays, to be looked at.
    process.exitCode = 1;
    throw error;
  }
}
