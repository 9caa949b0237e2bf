// Child processes that never outlive the script: a signal to the script goes to the child and all its children.
import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

const windows = process.platform === 'win32';
/** How long a child may take to end after a signal, in milliseconds. */
const patience = 10_000;

/**
 * @typedef {object} RunOptions
 * @property {NodeJS.ProcessEnv} [env]  Added to this process's environment.
 * @property {string} [cwd]  Default: the repository's root.
 * @property {boolean} [quiet]  Keeps the output back and prints it only when the command fails.
 * @property {AbortSignal} [until]  Ends the command with all its children; signals to this process then do nothing to it.
 * @property {boolean} [background]  Leaves the processor to everything else.
 * @property {boolean} [together]  Leaves the child in this process group, where a terminal's Ctrl-C reaches it by itself.
 */

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 * @param {boolean} group
 */
function send(child, signal, group) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    if (group) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {
    // It ended between the check and the signal.
  }
}

/** @param {import('node:child_process').ChildProcess} child */
function yieldTo(child) {
  try {
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It ended already; or the system does not have it, and then it is only less polite.
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {boolean} group
 */
function forwardSignals(child, group) {
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  /** @type {NodeJS.Signals | undefined} */
  let received;
  const listeners = signals.map((signal) => {
    const listener = () => {
      received = signal;
      // In one group with a terminal the child already has its own Ctrl-C; a second one would mean "at once".
      if (group || signal !== 'SIGINT' || !process.stdin.isTTY) send(child, signal, group);
      setTimeout(() => send(child, 'SIGKILL', group), patience).unref();
    };
    process.on(signal, listener);
    return () => process.off(signal, listener);
  });
  return {
    received: () => received,
    stop: () => {
      for (const off of listeners) off();
    },
  };
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {boolean} group
 * @param {AbortSignal} until
 */
function forwardAbort(child, group, until) {
  const end = () => send(child, 'SIGTERM', group);
  until.addEventListener('abort', end, { once: true });
  if (until.aborted) end();
  return { received: () => undefined, stop: () => until.removeEventListener('abort', end) };
}

/**
 * Runs a command with this terminal and resolves with its exit code. A signal to this process ends the command with all
 * its children, and then this process with 130.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<number>}
 */
export function run(command, args, options = {}) {
  const { env = {}, cwd = root, quiet = false, background = false, together = false, until } = options;
  const group = !windows && !together;
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    detached: group,
    // npx is a .cmd on Windows, which only a shell can start.
    shell: windows && command === 'npx',
  });
  if (background) yieldTo(child);
  /** @type {Buffer[]} */
  const kept = [];
  child.stdout?.on('data', (chunk) => kept.push(chunk));
  child.stderr?.on('data', (chunk) => kept.push(chunk));
  const signals = until ? forwardAbort(child, group, until) : forwardSignals(child, group);
  return new Promise((resolve, reject) => {
    child.once('error', (error) => {
      signals.stop();
      reject(error);
    });
    child.once('close', (code, signal) => {
      signals.stop();
      if (signals.received() && !together) process.exit(130);
      if (quiet && code !== 0 && !until?.aborted) process.stderr.write(Buffer.concat(kept));
      resolve(code ?? (signal ? 1 : 0));
    });
  });
}

/**
 * Runs a program of `node_modules` with this Node.
 *
 * @param {string} program  Its file below `node_modules`.
 * @param {string[]} args
 * @param {RunOptions} [options]
 */
export function runTool(program, args, options) {
  return run(process.execPath, [join(root, 'node_modules', program), ...args], options);
}
