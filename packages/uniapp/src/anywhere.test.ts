import { createContext, runInContext } from 'node:vm';
import { createFakeBackend, fakeOffer, type FakeBackend } from '@callstation/testkit';
import { build } from 'esbuild';
import { expect, it, vi } from 'vitest';

import { createFakePlus } from './testing/fake-plus.ts';

/** What came after ES2019: an engine of a phone may be as old as that. */
const NEWER = [
  ...[
    'Object.hasOwn',
    'Object.groupBy',
    'Promise.allSettled',
    'Promise.any',
    'Promise.withResolvers',
    'Array.fromAsync',
  ],
  ...['at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'with'].map(
    (name) => `Array.prototype.${name}`,
  ),
  ...['at', 'replaceAll', 'matchAll', 'isWellFormed'].map((name) => `String.prototype.${name}`),
  ...['globalThis', 'WeakRef', 'FinalizationRegistry', 'BigInt', 'Iterator', 'AggregateError', 'SharedArrayBuffer'],
];

/** The logic layer of an App: an old engine with timers, a console and the platform's global, and nothing of the web. */
async function engine() {
  const { outputFiles } = await build({
    entryPoints: [`${import.meta.dirname}/index.ts`],
    ...{ bundle: true, write: false, format: 'iife', globalName: 'made', target: 'es2017', logLevel: 'silent' },
    ...{ conditions: ['@callstation/source'], define: { 'process.env.UNI_PLATFORM': '"app"' } },
  });
  const backends: FakeBackend[] = [];
  const plus = createFakePlus(() => {
    const backend = createFakeBackend();
    backends.push(backend);
    return backend;
  });
  const context = createContext({ setTimeout, clearTimeout, console, plus });
  runInContext(NEWER.map((name) => `delete ${name};`).join(''), context);
  const left = NEWER.filter((name) => runInContext(`typeof ${name}`, context) !== 'undefined');
  runInContext(outputFiles[0]?.text ?? '', context);
  return { run: (code: string): unknown => runInContext(code, context), plus, backends, left };
}

it('the class of an App signs in, hears a call and answers it in an old engine with nothing of the web', async () => {
  const { run, plus, backends, left } = await engine();
  expect(left).toEqual([]);
  const web =
    'window document navigator location crypto performance atob URL URLSearchParams TextEncoder fetch WebSocket';
  expect(web.split(' ').filter((name) => run(`typeof ${name}`) !== 'undefined')).toEqual([]);
  run(`
    var heard = [];
    var workstation = made.TcccWorkstation.sharedInstance();
    made.setup({ url: 'https://desk.test/base', pages: 'all' });
    workstation.on('onNewSession', function (session) { heard.push(session.sessionId); });`);
  expect(await run(`workstation.login({ userId: 'alice', token: 'a.b.c' })`)).toMatchObject({ code: 0 });
  expect(plus.pages).toHaveLength(1);
  backends[0]?.emit({ type: 'session', session: fakeOffer('s1'), cause: 'sessionOffered' });
  // Over the bridge and back, which is real here: as many turns as it takes.
  await vi.waitFor(() => expect(run('heard.join()')).toBe('s1'));
  run('var answered; workstation.answer(function (code) { answered = code; })');
  await vi.waitFor(() => expect(backends[0]?.requests.map(({ method }) => method)).toEqual(['call.answer']));
  expect(await run('workstation.logout()')).toMatchObject({ code: 0 });
});
