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

/** Both networks, by name, for `describe.each`. */
export const NETWORKS = ['this machine', 'loopback only'] as const;

/** Makes a network. `loopback only` needs Linux and the right to make a network namespace, and says so otherwise. */
export async function openNetwork(name: (typeof NETWORKS)[number]): Promise<Network> {
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
  const user = isRoot() ? [] : ['--map-root-user'];
  const up = spawnSync('sh', ['-c', 'command -v ip || command -v ifconfig']).stdout.toString().trim();
  if (!up) throw new Error('No ip or ifconfig here. Install iproute2 (Debian: apt-get install iproute2).');
  const raise = up.endsWith('ip') ? 'ip link set lo up' : 'ifconfig lo up';
  const holder = spawn('unshare', ['--net', ...user, 'sh', '-c', `${raise} && echo up && exec sleep 3600`], {
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
