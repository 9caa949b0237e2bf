import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

const PROGRAM = `
import { createWorkstation } from '../../index.ts';
import { plainPorts } from '../../ports/defaults/plain-ports.ts';
import { bridge } from './index.ts';
export { createWorkstation, bridge, plainPorts };
`;

/** The engine of a uni-app logic layer: ECMAScript, timers, a console, and nothing of the web. */
async function engine() {
  const { outputFiles } = await build({
    stdin: { contents: PROGRAM, resolveDir: import.meta.dirname, loader: 'ts' },
    ...{ bundle: true, write: false, format: 'iife', globalName: 'made', target: 'es2017', logLevel: 'silent' },
  });
  const context = createContext({ setTimeout, clearTimeout, console });
  runInContext(outputFiles[0]?.text ?? '', context);
  return (code: string): unknown => runInContext(code, context);
}

it('the near half runs where there is nothing of the web', async () => {
  const run = await engine();
  expect(
    run('[typeof window, typeof document, typeof crypto, typeof performance, typeof atob, typeof WebSocket].join()'),
  ).toBe('undefined,undefined,undefined,undefined,undefined,undefined');
  const sent = run(`
    var sent = [], hear;
    var port = { post: function (text) { sent.push(text); }, onMessage: function (fn) { hear = fn; return function () {}; } };
    var workstation = made.createWorkstation({
      backend: made.bridge({ port: port, token: function () { return 't'; }, settings: { url: '/seat' } }),
      ports: made.plainPorts,
    });
    var code = '';
    var connecting = workstation.connect().catch(function (error) { code = error.code; });
    sent`) as string[];
  expect(JSON.parse(sent[0] ?? '')).toMatchObject({ kind: 'hello', bridge: 1, settings: { url: '/seat' } });
  const { link, near } = JSON.parse(sent[0] ?? '') as { link: string; near: string };
  expect([link, near].every((id) => /^[0-9a-f]{32}$/.test(id))).toBe(true);
  const refusal = { callstation: 'bridge', to: 'near', link, kind: 'refused' };
  const error = { code: 'notSupported', message: 'no', retryable: false };
  run(`hear(${JSON.stringify(JSON.stringify({ ...refusal, error }))}); connecting`);
  await run('connecting');
  expect(run('code')).toBe('notSupported');
  expect(run('workstation.getSnapshot().page.connection.state')).toBe('refused');
});
