import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { newSigningSecret, signedHeaders } from '../packages/server/src/outgoing/signature.ts';
import { WEBHOOK_DATA } from '../packages/server/src/webhooks/payload.ts';

const text = readFileSync(new URL('webhooks.md', import.meta.url), 'utf8');

it('the events in docs/webhooks.md are those there are, with what they carry', () => {
  const rows = [...text.matchAll(/^\| `([\w.]+)` \| .+ \| (.+) \|$/gmu)].map(([, type, data]) => [type, data]);
  const wanted = Object.entries(WEBHOOK_DATA).map(([type, { entries }]) => {
    const names = Object.keys(entries).map((name) => `\`${name}\``);
    return [type, names.length === 0 ? 'nothing' : names.join(', ')];
  });
  expect(rows).toEqual(wanted);
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

it('the receiver in docs/webhooks.md takes what is signed, and nothing else', { timeout: 60_000 }, async () => {
  const example = /```js\n([\s\S]*?)```/u.exec(text)?.[1] ?? '';
  const folder = mkdtempSync(join(tmpdir(), 'webhook-docs-'));
  writeFileSync(join(folder, 'receiver.mjs'), example);
  symlinkSync(join(import.meta.dirname, '../packages/server/node_modules'), join(folder, 'node_modules'), 'junction');
  const [secret, port] = [newSigningSecret(), await freePort()];
  const env = { ...process.env, WEBHOOK_SECRET: secret, PORT: String(port) };
  const child = spawn(process.execPath, ['receiver.mjs'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk) => (said += String(chunk)));
  try {
    const body = JSON.stringify({ type: 'session.ended', id: 'evt_1' });
    const post = (headers: Record<string, string>): Promise<number> =>
      fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body, headers }).then(
        ({ status }) => status,
        () => new Promise((resolve) => void setTimeout(resolve, 50)).then(() => post(headers)),
      );
    expect(await post(signedHeaders('evt_1', Date.now(), body, secret))).toBe(204);
    expect(await post(signedHeaders('evt_1', Date.now(), body, newSigningSecret()))).toBe(400);
    expect(await post(signedHeaders('evt_1', Date.now() - 600_000, body, secret))).toBe(400);
    expect(said).toBe('session.ended evt_1\n');
  } finally {
    child.kill();
    await once(child, 'exit');
    rmSync(folder, { recursive: true, force: true });
  }
});
