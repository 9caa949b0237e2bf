import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import type { Network } from './network.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A built server in demo mode, in a process of its own, on a free port. */
export interface Centre {
  /** Without a slash at the end. */
  url: string;
  /** Everything it printed. */
  output(): string;
  post(path: string, body: unknown): Promise<{ status: number; body: unknown }>;
  get(path: string): Promise<{ status: number; body: unknown }>;
  remove(path: string): Promise<{ status: number; body: unknown }>;
  stop(): Promise<void>;
}

/** Starts the built server as `npm start` does, inside a network. */
export async function startCentre(network: Network, flags: readonly string[] = []): Promise<Centre> {
  const [command = process.execPath, ...before] = [...network.prefix, process.execPath];
  const child = spawn(
    command,
    [
      ...before,
      'packages/server/dist/cli.js',
      '--demo',
      '--port',
      '0',
      '--serve',
      '/=apps/landing',
      '--serve',
      '/react/=apps/react-demo/dist',
      ...flags,
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NO_COLOR: '1' } },
  );
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  const url = await readUrl(child, () => output);
  return {
    url,
    output: () => output,
    post: (path, body) => ask(network, url + path, { method: 'POST', body: JSON.stringify(body) }),
    get: (path) => ask(network, url + path, {}),
    remove: (path) => ask(network, url + path, { method: 'DELETE' }),
    async stop() {
      if (child.exitCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

async function readUrl(child: ChildProcess, output: () => string): Promise<string> {
  for (;;) {
    const url = /http:\/\/[\w.[\]]+:\d+/.exec(output())?.[0];
    if (url) return url;
    if (child.exitCode !== null) throw new Error(`The server ended before it listened:\n${output()}`);
    await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'exit')]);
  }
}

interface Answer {
  status: number;
  body: unknown;
}

/** One request, made from inside the network: a namespace's loopback is its own. */
async function ask(network: Network, url: string, init: { method?: string; body?: string }): Promise<Answer> {
  const headers = init.body ? { 'content-type': 'application/json' } : {};
  if (network.prefix.length === 0) return read(await fetch(url, { ...init, headers }));
  const script = `fetch(${JSON.stringify(url)}, ${JSON.stringify({ ...init, headers })})
    .then(async (r) => console.log(JSON.stringify({ status: r.status, text: await r.text() })))`;
  const [command = '', ...before] = network.prefix;
  const { stdout } = await promisify(execFile)(command, [...before, process.execPath, '-e', script]);
  const { status, text } = JSON.parse(stdout) as { status: number; text: string };
  return { status, body: text ? JSON.parse(text) : null };
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : null };
}
