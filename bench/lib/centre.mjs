import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../packages/server/dist/cli.js', import.meta.url));

/** Starts the built centre in demo mode, in a process of its own, on a free port. */
export async function startCentre() {
  if (!existsSync(cli)) throw new Error('The server is not built. Run `npm run bench`, which builds first.');
  const child = spawn(process.execPath, [cli, '--demo', '--port', '0'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (text) => void (output = (output + text).slice(-8000));
  child.stdout.setEncoding('utf8').on('data', keep);
  child.stderr.setEncoding('utf8').on('data', keep);
  const url = await listening(child, () => output);
  const ask = async (method, path, body) => {
    const init =
      body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const response = await fetch(url + path, { method, ...init });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  };
  return {
    url,
    get output() {
      return output;
    },
    token: async (agent) => (await ask('POST', '/dev/tokens', { agent })).token,
    customers: {
      create: (body) => ask('POST', '/dev/customers', body),
      get: (id) => ask('GET', `/dev/customers/${id}`),
      end: (id) => ask('DELETE', `/dev/customers/${id}`),
    },
    async stop() {
      if (child.exitCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

async function listening(child, output) {
  for (;;) {
    const url = /https?:\/\/[\w.[\]-]+:\d+/.exec(output())?.[0];
    if (url) return url;
    if (child.exitCode !== null) throw new Error(`The server ended before it listened:\n${output()}`);
    await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  }
}
