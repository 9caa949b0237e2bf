// Writes .oxlintrc.json from the layer table: `node tooling/write-oxlintrc.mjs`. A test fails when the file is stale.
import { writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { layers, testsMayImport } from './layers.mjs';

/** @typedef {import('./layers.mjs').Layer} Layer */

const sources = '{ts,tsx,mts,cts}';
const everyPackage = [...new Set(layers.flatMap((layer) => layer.packages))].sort();

/** Every other published name of ours is refused; gitignore's rule lets `!` take back single entries. */
const ownGroup = (/** @type {string[]} */ allowed) => [
  '@callstation/*',
  '@callstation/*/*',
  ...allowed.map((name) => `!${name}`),
];

const testFiles = ['*.{test,contract}.{ts,tsx}', 'testing/*.{ts,tsx}'];

const packageOf = (/** @type {Layer} */ layer) => layer.name.split('/')[1];

/** How a file of one layer names the other, without the dots: `../../sip` is `sip`. */
const nameSeenFrom = (/** @type {string} */ layer, /** @type {string} */ other) =>
  posix.relative(layer, other).replaceAll('../', '');

/**
 * The folders a layer may not name. Where a forbidden and an allowed folder are named alike (`../sip` and `../../sip`)
 * the pattern is left out: only the exact check can tell them apart.
 *
 * @param {Layer} layer
 * @param {boolean} test
 */
function closedFolders(layer, test) {
  const open = test ? [...layer.layers, ...(layer.tests ?? []), ...testsMayImport.layers] : layer.layers;
  if (open.includes('*')) return [];
  const mine = layers.filter((other) => packageOf(other) === packageOf(layer) && other.holds !== 'files');
  const allowed = [layer.name, ...open];
  const openNames = allowed.map((name) => nameSeenFrom(layer.name, name));
  return mine
    .filter((other) => !allowed.some((name) => `${name}/`.startsWith(`${other.name}/`)))
    .map((other) => nameSeenFrom(layer.name, other.name))
    .filter((name) => !openNames.includes(name));
}

/** @param {string[]} names */
function packageGroup(names) {
  return names.flatMap((name) => [name, `${name}/**`]);
}

/** @param {Layer} layer @param {boolean} test */
function patterns(layer, test) {
  const extra = test ? testsMayImport : { layers: [], own: [], packages: [], node: false };
  const refused = everyPackage.filter((name) => ![...layer.packages, ...extra.packages].includes(name));
  const inner = closedFolders(layer, test);
  return [
    { group: ownGroup([...layer.own, ...extra.own]), message: `Not open to ${layer.name} (tooling/layers.mjs).` },
    { group: ['**/src/**', '**/packages/**'], message: 'Import another package by its published name.' },
    ...(inner.length > 0
      ? [
          {
            group: inner.flatMap((folder) => [`**/${folder}`, `**/${folder}/**`]),
            message: `Layer rule: not open to ${layer.name} (tooling/layers.mjs).`,
          },
        ]
      : []),
    ...(refused.length > 0
      ? [{ group: packageGroup(refused), message: `This package does not belong in ${layer.name}.` }]
      : []),
    ...(layer.node || extra.node
      ? []
      : [{ group: ['node:*', 'node:*/*'], message: `${layer.name} runs in the page too.` }]),
  ];
}

const restrict = (/** @type {object[]} */ list) => ({ 'no-restricted-imports': ['error', { patterns: list }] });

/** @param {Layer} layer */
function overridesOf(layer) {
  const folder = layer.holds === 'files' ? layer.name : `${layer.name}/**`;
  return [
    { files: [`${folder}/*.${sources}`], rules: restrict(patterns(layer, false)) },
    {
      files: testFiles.map((file) => `${folder}/${file}`),
      rules: restrict(patterns(layer, true)),
    },
  ];
}

const baseRules = {
  'typescript/no-explicit-any': 'error',
  'typescript/consistent-type-imports': ['error', { prefer: 'type-imports', disallowTypeAnnotations: true }],
  'typescript/no-require-imports': 'error',
  'typescript/no-var-requires': 'error',
  'typescript/no-non-null-assertion': 'error',
  'typescript/ban-ts-comment': 'error',
  'typescript/no-floating-promises': ['error', { ignoreVoid: true }],
  'typescript/no-misused-promises': ['error', { checksVoidReturn: false }],
  'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  'import/no-cycle': 'error',
  'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
  'no-console': 'error',
  'no-var': 'error',
  'prefer-const': 'error',
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'vitest/no-disabled-tests': 'error',
  'vitest/no-focused-tests': 'error',
  'vitest/expect-expect': [
    'error',
    { assertFunctionNames: ['expect', 'expect*', 'assert*', 'fc.assert', 'eventually', 'until*', 'refuse*'] },
  ],
  // Off: code points are what is wanted of a spread string here, for digits and initials.
  'typescript/no-misused-spread': 'off',
  // Off: refusing control characters is what these expressions are for.
  'no-control-regex': 'off',
  // Off: a field may be named `then`; only a function there would make a promise of it.
  'unicorn/no-thenable': 'off',
  // Off: with a simulated clock an assertion is made first, the clock moved, and then it is awaited.
  'vitest/valid-expect': 'off',
  // Off: property tests assert by the shape of what was drawn; the type checker sees to the mocks.
  'vitest/no-conditional-expect': 'off',
  'vitest/require-mock-type-parameters': 'off',
  // Off: what ws hands over is a Buffer here, and an unknown error is printed as well as it can be.
  'typescript/no-base-to-string': 'off',
  // Off: a copy before a loop that may change its list is on purpose here (`for (const fn of [...listeners])`).
  'unicorn/no-useless-spread': 'off',
  // Off: a hook that follows a changed id has to start again from nothing.
  'react/set-state-in-effect': 'off',
  // Off: `'audio' | string` documents the known values of an open set.
  'typescript/no-redundant-type-constituents': 'off',
  // Off: ports are objects of functions without `this`.
  'typescript/unbound-method': 'off',
};

const speaksOnTheConsole = [
  'scripts/**',
  'tooling/**',
  'bench/**',
  'interop/samples/run.mjs',
  'packages/server/src/cli/**',
  'packages/*/src/**/tools/**',
  'packages/*/src/**/testing/**',
];

/** The whole configuration, as written to .oxlintrc.json. */
export function oxlintConfig() {
  // The longest (most special) layer comes last: a later override replaces the rule of an earlier one whole.
  const ordered = [...layers].sort((a, b) => a.name.length - b.name.length);
  return {
    $schema: './node_modules/oxlint/configuration_schema.json',
    plugins: ['typescript', 'unicorn', 'oxc', 'import', 'react', 'vitest'],
    categories: { correctness: 'error' },
    env: { builtin: true },
    ignorePatterns: ['**/dist/**', '**/node_modules/**', '**/*.d.ts'],
    rules: baseRules,
    overrides: [
      { files: ['**/*.{tsx,jsx}'], rules: { 'react/rules-of-hooks': 'error', 'react/exhaustive-deps': 'error' } },
      // A composable is no hook: it runs once, and what it keeps in variables is its own.
      { files: ['packages/vue/**', 'apps/vue-demo/**'], rules: { 'react/immutability': 'off', 'react/purity': 'off' } },
      {
        files: ['apps/**/*.{ts,tsx,vue}', 'e2e/**/*.ts'],
        rules: restrict([
          { group: ['**/packages/**', '@callstation/*/src/**'], message: 'Import packages by their published names.' },
          { group: packageGroup(['sip.js', 'werift', 'libopus-wasm']), message: 'Belongs to the packages.' },
        ]),
      },
      ...ordered.flatMap(overridesOf),
      { files: [...testFiles.map((file) => `**/${file}`), 'e2e/**'], rules: { 'max-lines-per-function': 'off' } },
      // A page's assertions wait and poll, in helpers of their own.
      { files: ['e2e/**'], rules: { 'vitest/expect-expect': 'off' } },
      // Plain JavaScript says too little of its types for this one.
      { files: ['**/*.mjs'], rules: { 'typescript/restrict-template-expressions': 'off' } },
      { files: speaksOnTheConsole, rules: { 'no-console': 'off' } },
    ],
  };
}

/** The text of .oxlintrc.json. */
export function oxlintText() {
  return `${JSON.stringify(oxlintConfig(), null, 2)}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(join(dirname(fileURLToPath(import.meta.url)), '..', '.oxlintrc.json'), oxlintText());
}
