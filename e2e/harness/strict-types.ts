import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type * as TypeScript from 'typescript';

// The one that uni-app's users have: there is no newer one that its compilers take.
const home = fileURLToPath(new URL('../../apps/uniapp-demo/package.json', import.meta.url));
const ts = createRequire(home)('typescript') as typeof TypeScript;

/** Which TypeScript that is. */
export const TYPESCRIPT = ts.version;

/** How imports are looked up: as bundlers do, or as Node does. */
export type Resolution = 'bundler' | 'node16';

/** What a strict project would be told of these files, the declarations they lead to among them. */
export function strictlyWrong(files: readonly string[], resolution: Resolution): string[] {
  const node = resolution === 'node16';
  const program = ts.createProgram(files, {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    // The browser's own declarations are TypeScript's to check.
    skipDefaultLibCheck: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    module: node ? ts.ModuleKind.Node16 : ts.ModuleKind.ESNext,
    moduleResolution: node ? ts.ModuleResolutionKind.Node16 : ts.ModuleResolutionKind.Bundler,
    types: [],
  });
  return ts.getPreEmitDiagnostics(program).map(({ file, start, code, messageText }) => {
    const line = file ? file.getLineAndCharacterOfPosition(start ?? 0).line + 1 : 0;
    const where = file
      ? `${join(dirname(file.fileName).slice(-60), file.fileName.slice(file.fileName.lastIndexOf('/')))}`
      : '';
    return `${where}:${line} TS${code} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}

/** A script of a strict project that uses both entries; what it expects to be wrong shows that nothing of them is `any`. */
export const strictUser = (from: string, vue: string): string => `import type { App } from 'vue';
import { TcccErrorCode, TcccWorkstation, type TcccSessionInfo, setup, webviewHost } from '${from}';
import { createUniWorkstation, createWorkstationPlugin, useConnection } from '${vue}';

setup({ url: 'https://desk.example', host: webviewHost({ page: '_www/host.html' }) });
export const workstation = TcccWorkstation.sharedInstance();
workstation.on('onNewSession', ({ fromUserId }: TcccSessionInfo) => fromUserId.trim());
workstation.on('onEnded', (reason, message) => [reason.toFixed(), message.trim()]);
export const said: Promise<void> = workstation
  .login({ userId: 'alice', token: 'a.b.c' })
  .then(({ code }) => (code === TcccErrorCode.ERR_NONE ? undefined : Promise.reject(new Error(String(code)))));
// @ts-expect-error no event has this name
workstation.on('onNothing', () => undefined);
// @ts-expect-error a page is a text
webviewHost({ page: 1 });

const seat = createUniWorkstation({ url: 'wss://desk.example/seat', token: () => Promise.resolve('a.b.c') });
export const install = (app: App): App => app.use(createWorkstationPlugin(seat));
export const state = (): string => useConnection().value.connection.state;
// @ts-expect-error a workstation has to be given
createWorkstationPlugin();
`;
