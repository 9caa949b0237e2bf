import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layerViolations } from './check-layers.mjs';
import { oxlintText } from './write-oxlintrc.mjs';

const root = join(import.meta.dirname, '..');

/** Bad files by the rule of the table they break: `[file, text]`. Each must be an error in oxlint and in the exact check. */
const badImports: [file: string, text: string][] = [
  ['packages/core/src/model/bad-sibling.ts', `export { x } from '../protocol/x.ts';`],
  ['packages/core/src/model/bad-type.ts', `import type { X } from '../ports/x.ts';\nexport type Y = X;`],
  ['packages/core/src/model/deep/bad-deep.ts', `export * from '../../client/x.ts';`],
  ['packages/core/src/model/bad-own.ts', `export { x } from '@callstation/core/protocol';`],
  ['packages/core/src/model/bad-node.ts', `export { join } from 'node:path';`],
  ['packages/core/src/words/bad.ts', `export { x } from '../model/x.ts';`],
  ['packages/core/src/sip-guard/bad.ts', `export { x } from '../protocol/x.ts';`],
  ['packages/core/src/facade/bad.ts', `export { x } from '../backends/callcenter/x.ts';`],
  ['packages/core/src/protocol/bad.ts', `export { x } from '../ports/x.ts';`],
  ['packages/core/src/ports/bad.ts', `export { x } from '../client/x.ts';`],
  ['packages/core/src/client/bad-sip.ts', `export { x } from '../sip/x.ts';`],
  ['packages/core/src/client/bad-media.ts', `export const load = () => import('../media/x.ts');`],
  ['packages/core/src/client/bad-backend.ts', `export { x } from '../backends/callcenter/x.ts';`],
  ['packages/core/src/backends/callcenter/bad-client.ts', `export { x } from '../../client/x.ts';`],
  ['packages/core/src/backends/callcenter/bad-sipjs.ts', `export { UserAgent } from 'sip.js';`],
  ['packages/core/src/backends/sip/bad.ts', `export { x } from '../callcenter/backends/callcenter/x.ts';`],
  ['packages/core/src/media/bad-sip.ts', `export { x } from '../sip/x.ts';`],
  ['packages/core/src/media/bad-sipjs.ts', `export { Core } from 'sip.js/lib/core';`],
  ['packages/core/src/sip/bad.ts', `export { x } from '../media/x.ts';`],
  ['packages/core/src/bad-entry.ts', `export { x } from './backends/callcenter/x.ts';`],
  ['packages/core/src/bad-testkit.ts', `export { x } from '@callstation/testkit';`],
  ['packages/core/src/model/bad-reach.ts', `export { x } from '../../../server/src/engine/x.ts';`],
  ['packages/server/src/domain/bad-engine.ts', `export { x } from '../engine/x.ts';`],
  ['packages/server/src/domain/bad-switch.ts', `export { x } from '../switch/embedded/x.ts';`],
  ['packages/server/src/domain/bad-node.ts', `export { setTimeout } from 'node:timers/promises';`],
  ['packages/server/src/http/bad-core.ts', `export { x } from '@callstation/core';`],
  ['packages/server/src/http/bad-words.ts', `export { x } from '@callstation/core/words';`],
  ['packages/server/src/http/bad-sipjs.ts', `export { UserAgent } from 'sip.js';`],
  ['packages/server/src/engine/bad-werift.ts', `export { RTCPeerConnection } from 'werift';`],
  ['packages/server/src/switch/embedded/sip/bad.ts', `export { RTCPeerConnection } from 'werift';`],
  ['packages/server/src/switch/embedded/media/bad.ts', `export { UserAgent } from 'sip.js';`],
  ['packages/server/src/switch/embedded/recording/bad.ts', `export { createEncoder } from 'libopus-wasm';`],
  ['packages/server/src/recordings/bad.ts', `export { x } from '../engine/x.ts';`],
  ['packages/server/src/switch/bad.ts', `export { x } from './embedded/x.ts';`],
  ['packages/server/src/engine/bad-kysely.ts', `export { sql } from 'kysely';`],
  ['packages/server/src/http/bad-pg.ts', `export { Pool } from 'pg';`],
  ['packages/server/src/store/bad-engine.ts', `export { x } from '../engine/x.ts';`],
  ['packages/server/src/sound/bad-engine.ts', `export { x } from '../engine/x.ts';`],
  ['packages/server/src/reports/bad-engine.ts', `export { x } from '../engine/x.ts';`],
  ['packages/server/src/reports/bad-kysely.ts', `export { sql } from 'kysely';`],
  ['packages/server/src/store/bad-opus.ts', `export * from 'libopus-wasm';`],
  ['packages/server/src/api/bad-control.ts', `export { x } from '../control/x.ts';`],
  ['packages/server/src/api/routes/bad-simulator.ts', `export { x } from '../../simulator/x.ts';`],
  ['packages/server/src/http/bad-api.ts', `export { x } from '../api/x.ts';`],
  ['packages/server/src/outgoing/bad-store.ts', `export { x } from '../store/x.ts';`],
  ['packages/server/src/lookup/bad-store.ts', `export { x } from '../store/x.ts';`],
  ['packages/server/src/webhooks/bad-http.ts', `export { x } from '../http/x.ts';`],
  ['packages/server/src/engine/bad-webhooks.ts', `export { x } from '../webhooks/x.ts';`],
  ['packages/server/src/places/bad-store.ts', `export { x } from '../store/x.ts';`],
  ['packages/server/src/vendors/bad-api.ts', `export { x } from '../api/x.ts';`],
  ['packages/react/src/bad-server.ts', `export { x } from '@callstation/server';`],
  ['packages/react/src/bad-inside.ts', `export { x } from '@callstation/core/src/client/store.ts';`],
  ['packages/react/src/bad-reach.ts', `export { x } from '../../core/src/index.ts';`],
  ['packages/ui/src/base/bad-react.ts', `export { useState } from 'react';`],
  ['packages/ui/src/root/bad-server.ts', `export { x } from '@callstation/server';`],
  ['packages/ui/src/root/bad-typings.ts', `export type { X } from '../typings/x.ts';`],
  ['packages/compat-ccsdk/src/bad-lit.ts', `export { html } from 'lit';`],
  ['packages/compat-udesk/src/commands/bad-server.ts', `export { x } from '@callstation/server';`],
  ['packages/ui/src/typings/bad-node.ts', `export { join } from 'node:path';`],
  ['packages/vue/src/bad-react.ts', `export { useState } from 'react';`],
  ['packages/vue/src/bad-server.ts', `export { x } from '@callstation/server';`],
  ['packages/react/src/bad-vue.ts', `export { ref } from 'vue';`],
  ['packages/uniapp/src/bad-vue.ts', `export { ref } from 'vue';`],
  ['packages/uniapp/src/bad-binding.ts', `export { useCall } from '@callstation/vue';`],
  ['packages/uniapp/src/vue/bad-ui.ts', `export { CsCallBar } from '@callstation/ui';`],
  ['packages/compat-tccc/src/bad-lit.ts', `export { html } from 'lit';`],
  ['packages/compat-tccc/src/bad-react.ts', `export { useCall } from '@callstation/react';`],
  ['packages/testkit/src/bad.ts', `export { x } from '@callstation/server';`],
];

const good: [file: string, text: string][] = [
  ['packages/core/src/protocol/good.ts', `export type { X } from '../model/x.ts';\nexport { object } from 'valibot';`],
  [
    'packages/core/src/ports/good.ts',
    `export type { X } from '../model/x.ts';\nexport type { Y } from '../protocol/y.ts';`,
  ],
  ['packages/core/src/client/good.ts', `export type { X } from '../ports/media.ts';\nexport { y } from './sip.ts';`],
  ['packages/core/src/client/good.test.ts', `export { createFakeClock } from '@callstation/testkit';`],
  ['packages/core/src/sip/good.ts', `export { UserAgent } from 'sip.js';\nexport { x } from '../sip-guard/x.ts';`],
  ['packages/core/src/backends/callcenter/good.ts', `export { x } from '../../sip/x.ts';`],
  ['packages/core/src/good.ts', `export { x } from './client/x.ts';\nexport type { Y } from './model/index.ts';`],
  [
    'packages/server/src/domain/good.ts',
    `export type { X } from '@callstation/core/model';\nexport { x } from '../switch/switch.ts';`,
  ],
  [
    'packages/server/src/switch/embedded/sip/good.ts',
    `export { UserAgent } from 'sip.js';\nexport { x } from '../embedded-switch.ts';`,
  ],
  ['packages/server/src/switch/embedded/media/good.ts', `export { RTCPeerConnection } from 'werift';`],
  ['packages/server/src/store/sql/good.ts', `export { sql } from 'kysely';\nexport { Pool } from 'pg';`],
  ['packages/server/src/engine/good.ts', `export { x } from '../domain/x.ts';\nexport { join } from 'node:path';`],
  [
    'packages/react/src/good.ts',
    `export type { X } from '@callstation/core';\nexport { y } from '@callstation/core/words';`,
  ],
];

good.push(
  ['packages/ui/src/elements/good.ts', `export { html } from 'lit';\nexport { x } from '../base/x.ts';`],
  ['packages/ui/src/typings/good.ts', `export type { FC } from 'react';\nexport type { X } from '../elements.ts';`],
  ['packages/server/src/engine/testing/good.ts', `export { createFakeClock } from '@callstation/testkit';`],
  ['packages/server/src/switch/good.contract.ts', `export { it } from 'vitest';\nexport { x } from './testing/x.ts';`],
);

const many = (count: number, line: string) => Array.from({ length: count }, () => line).join('\n');

/** Bad files by the oxlint rule they break. */
const badCode: [rule: string, file: string, text: string][] = [
  ['no-explicit-any', 'packages/react/src/any.ts', `export const x: any = 1;`],
  ['consistent-type-imports', 'packages/react/src/type.ts', `import { X } from './x.ts';\nexport const y: X = 1;`],
  ['consistent-type-imports', 'packages/react/src/inline.ts', `export type T = import('./x.ts').X;`],
  ['no-require-imports', 'packages/react/src/require.ts', `export const x: unknown = require('./x.ts');`],
  ['no-non-null-assertion', 'packages/react/src/bang.ts', `export const x = (y?: string) => y!.length;`],
  ['ban-ts-comment', 'packages/react/src/ignore.ts', `// @ts-ignore\nexport const x: number = 'y';`],
  ['no-floating-promises', 'packages/react/src/float.ts', `async function x() {}\nexport function y() {\n  x();\n}`],
  [
    'switch-exhaustiveness-check',
    'packages/react/src/switch.ts',
    `export function f(x: 'a' | 'b') {\n  switch (x) {\n    case 'a':\n      return 1;\n  }\n  return 2;\n}`,
  ],
  ['no-console', 'packages/react/src/console.ts', `export const x = () => console.log('x');`],
  ['max-lines', 'packages/react/src/long.ts', many(401, 'export type {};')],
  [
    'max-lines-per-function',
    'packages/react/src/long-function.ts',
    `export function f(g: () => void) {\n${many(61, '  g();')}\n}`,
  ],
  [
    'rules-of-hooks',
    'packages/react/src/hook.tsx',
    `import { useState } from 'react';\nexport function C(props: { x: boolean }) {\n  if (props.x) useState(1);\n  return null;\n}`,
  ],
  [
    'no-disabled-tests',
    'packages/react/src/skip.test.ts',
    `import { expect, it } from 'vitest';\nit.skip('x', () => { expect(1).toBe(1); });`,
  ],
  [
    'no-focused-tests',
    'packages/react/src/only.test.ts',
    `import { expect, it } from 'vitest';\nit.only('x', () => { expect(1).toBe(1); });`,
  ],
  ['expect-expect', 'packages/react/src/nothing.test.ts', `import { it } from 'vitest';\nit('x', () => {});`],
];

describe('the lint rules', () => {
  let folder = '';
  const flagged = new Map<string, string[]>();

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'lint-rules-'));
    for (const [file, text] of [...badImports, ...good, ...badCode.map(([, file, text]) => [file, text] as const)]) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), `${text}\n`);
    }
    writeFileSync(join(folder, 'packages/react/src/x.ts'), 'export type X = number;\n');
    copyFileSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
    const compilerOptions = {
      strict: true,
      noEmit: true,
      module: 'esnext',
      target: 'es2022',
      types: [],
      jsx: 'preserve',
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['packages/react'] }));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    const oxlint = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint');
    const ended = spawnSync(process.execPath, [oxlint, '--type-aware', '--format=unix'], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1 << 24,
    });
    for (const line of ended.stdout.split('\n')) {
      const [, file, rule] = /^([^:]+):\d+:\d+: .*\[Error\/[^(]+\(([^)]+)\)\]$/.exec(line) ?? [];
      if (file && rule) flagged.set(file, [...(flagged.get(file) ?? []), rule]);
    }
  }, 120_000);

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('are written down as the table has them', () => {
    expect(readFileSync(join(root, '.oxlintrc.json'), 'utf8')).toBe(oxlintText());
  });

  it.each(badImports)('oxlint refuses the import in %s', (file) => {
    expect(flagged.get(file)).toContain('no-restricted-imports');
  });

  it.each(badImports)('the exact check refuses the import in %s', (file, text) => {
    expect(layerViolations(file, text)).toHaveLength(1);
  });

  it.each(good)('both pass %s', (file, text) => {
    expect(flagged.get(file)).toBeUndefined();
    expect(layerViolations(file, text)).toEqual([]);
  });

  it.each(badCode)('oxlint refuses what breaks %s', (rule, file) => {
    expect(flagged.get(file)).toContain(rule);
  });

  it('the exact check sees what the text of an import does not say', () => {
    const reach = layerViolations('packages/core/src/backends/callcenter/x.ts', `export { x } from '../sip/x.ts';`);
    expect(reach.map(({ line, message }) => [line, message])).toEqual([
      [1, 'packages/core/src/backends/callcenter may not import packages/core/src/backends/sip'],
    ]);
    expect(layerViolations('packages/core/src/model/x.ts', `export { x } from '../index.ts';`)).toHaveLength(1);
    expect(layerViolations('packages/core/src/client/x.ts', `export { x } from 'left-pad';`)).toHaveLength(1);
  });
});
