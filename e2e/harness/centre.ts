import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { type Answer, startFetcher } from './fetcher.ts';
import type { Network } from './network.ts';
import { createLineKeeper, rememberPrivate } from './run-log.ts';

/** The demo app's own, known to everybody. */
const DEMO_KEY = 'callstation-demo-secret-not-for-production';
const root = fileURLToPath(new URL('../../', import.meta.url));

/** A built server in demo mode, in a process of its own, on a free port. */
export interface Centre {
  /** Without a slash at the end. */
  url: string;
  /** Everything it printed. */
  output(): string;
  post(path: string, body: unknown): Promise<Answer>;
  put(path: string, body: unknown): Promise<Answer>;
  get(path: string): Promise<Answer>;
  remove(path: string): Promise<Answer>;
  /** How long a call of that group of the demo rings before it goes to the next agent, from now on, milliseconds. */
  ringFor(skillGroup: string, ms: number): Promise<void>;
  stop(): Promise<void>;
  /** As by `kill -9`. */
  kill(): Promise<void>;
}

/** Starts the built server as `npm start` does, inside a network. */
export async function startCentre(network: Network, flags: readonly string[] = []): Promise<Centre> {
  const child = spawn(
    network.prefix[0] ?? process.execPath,
    [
      ...[...network.prefix, process.execPath].slice(1),
      'packages/server/dist/cli.js',
      '--demo',
      '--log-level',
      'debug',
      '--port',
      '0',
      '--serve',
      '/=apps/landing',
      '--serve',
      '/react/=apps/react-demo/dist',
      '--serve',
      '/vue/=apps/vue-demo/dist',
      '--serve',
      '/html/=apps/html-demo',
      '--serve',
      '/ui/=packages/ui/dist',
      '--serve',
      '/gallery/=apps/gallery/dist',
      '--serve',
      '/tccc/=apps/tccc-demo',
      '--serve',
      '/udesk/=apps/udesk-demo',
      '--serve',
      '/cc-sdk/=apps/ccsdk-demo',
      '--serve',
      '/vendor-kit/=apps/vendor-kit',
      '--serve',
      '/uniapp/=apps/uniapp-demo/dist/build/h5',
      ...['tccc', 'udesk', 'ccsdk'].flatMap((vendor) => ['--scripts', `packages/compat-${vendor}/dist`]),
      ...flags,
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NO_COLOR: '1' } },
  );
  let output = '';
  const lines = createLineKeeper();
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  // The log. What the demo says at its start, on the other one, names the numbers there are to try.
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    lines.add(text);
  });
  child.stderr.on('end', () => lines.end());
  const config = flags[flags.indexOf('--config') + 1];
  if (flags.includes('--config') && config !== undefined) rememberPrivate(readFileSync(config, 'utf8'));
  const url = await readUrl(child, () => output);
  const fetcher = startFetcher(network.prefix);
  const told = ({ method, path, body }: { method: string; path: string; body: unknown }): Promise<Answer> => {
    rememberPrivate(body);
    return fetcher.ask(url + path, { method, body: JSON.stringify(body) });
  };
  return {
    url,
    output: () => output,
    post: (path, body) => told({ method: 'POST', path, body }),
    put: (path, body) => told({ method: 'PUT', path, body }),
    async get(path) {
      const answer = await fetcher.ask(url + path, {});
      rememberPrivate(answer.body);
      return answer;
    },
    async ringFor(skillGroup, ms) {
      const group = `${url}/v1/skill-groups/${skillGroup}`;
      const { body } = await fetcher.ask(group, { key: DEMO_KEY });
      const changed = JSON.stringify({ ...(body as object), ringTimeoutMs: ms });
      const { status, body: answer } = await fetcher.ask(group, { method: 'PUT', body: changed, key: DEMO_KEY });
      if (status !== 200) throw new Error(`${skillGroup} cannot ring for ${ms} ms: ${JSON.stringify(answer)}`);
    },
    remove: (path) => fetcher.ask(url + path, { method: 'DELETE' }),
    async stop() {
      // Killed before: all of it is closed.
      if (child.signalCode !== null) return;
      await fetcher.close();
      if (child.exitCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
    async kill() {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await Promise.all([gone, fetcher.close()]);
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
