import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where a suite's server and browser run: this machine's network, or one with no address but loopback. */
export interface Network {
  readonly name: string;
  /** What to put before a command so that it runs in this network. */
  readonly prefix: readonly string[];
  /** The browser's executable, wrapped when needed. */
  readonly chromium: string;
  /** Flags the browser needs there. */
  readonly chromiumFlags: readonly string[];
  close(): Promise<void>;
}

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

/** A network by its name. */
export type NetworkName = 'this machine' | 'loopback only';

/** The networks a run covers, and one line that says why it does without one. */
export interface Networks {
  names: NetworkName[];
  without: string | null;
}

/** Looks which networks can be had: `loopback only` needs Linux and the right to make a network namespace. */
export function findNetworks(env: NodeJS.ProcessEnv = process.env, root = isRoot()): Networks {
  const why = cannotUnshare(env, root);
  if (why === null) return { names: ['this machine', 'loopback only'], without: null };
  return {
    names: ['this machine'],
    without: `No network namespace here (${why}): calls are tested on this machine's network only.`,
  };
}

function cannotUnshare(env: NodeJS.ProcessEnv, root: boolean): string | null {
  const raise = howToRaise(env);
  if (raise === null) return 'no ip or ifconfig';
  const { status, stderr, error } = spawnSync('unshare', unshareArgs(root, raise), { env, encoding: 'utf8' });
  if (error) return error.message;
  return status === 0 ? null : (stderr.trim().split('\n').at(-1) ?? `unshare ended with ${status}`);
}

/** The command that brings `lo` up. */
function howToRaise(env: NodeJS.ProcessEnv): string | null {
  const { stdout } = spawnSync('sh', ['-c', 'command -v ip || command -v ifconfig'], { env, encoding: 'utf8' });
  const up = stdout?.trim() ?? '';
  if (up === '') return null;
  return up.endsWith('ip') ? 'ip link set lo up' : 'ifconfig lo up';
}

const unshareArgs = (root: boolean, command: string): string[] => [
  ...['--net', ...(root ? [] : ['--map-root-user'])],
  ...['sh', '-c', command],
];

/** Makes a network that {@link findNetworks} found. */
export async function openNetwork(name: NetworkName): Promise<Network> {
  if (name === 'this machine')
    return { name, prefix: [], chromium: CHROMIUM, chromiumFlags: [], close: () => Promise.resolve() };
  const holder = await holdNamespace();
  const prefix = [
    'nsenter',
    '--target',
    String(holder.pid),
    '--net',
    ...(isRoot() ? [] : ['--user', '--preserve-credentials']),
  ];
  const folder = mkdtempSync(join(tmpdir(), 'callstation-'));
  const chromium = join(folder, 'chromium');
  writeFileSync(chromium, `#!/bin/sh\nexec ${prefix.join(' ')} ${CHROMIUM} "$@"\n`);
  chmodSync(chromium, 0o755);
  return {
    name,
    prefix,
    chromium,
    // Chromium leaves loopback out when it gathers addresses; with nothing else it would have none at all.
    chromiumFlags: ['--allow-loopback-in-peer-connection'],
    async close() {
      rmSync(folder, { recursive: true, force: true });
      const gone = once(holder, 'exit');
      holder.kill('SIGKILL');
      await gone;
    },
  };
}

const isRoot = (): boolean => process.getuid?.() === 0;

/** A process that keeps the namespace alive; it has brought `lo` up before it prints. */
async function holdNamespace(): Promise<ChildProcess> {
  const raise = howToRaise(process.env) ?? 'false';
  const holder = spawn('unshare', unshareArgs(isRoot(), `${raise} && echo up && exec sleep 3600`), {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  holder.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const first = await Promise.race([
    once(holder.stdout, 'data').then(String),
    once(holder, 'exit').then(() => 'ended'),
    once(holder, 'error').then(String),
  ]);
  if (first.trim() !== 'up') throw new Error(`No network namespace could be made here: ${first} ${said}`);
  return holder;
}
