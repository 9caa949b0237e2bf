// The layer table: which part of the workspace may import which. Everything that enforces it is derived from here:
// `.oxlintrc.json` (write-oxlintrc.mjs, what an editor shows) and the exact check (check-layers.mjs, which resolves paths).

/**
 * @typedef {object} Layer
 * @property {string} name      Path of the folder, from the repository's root. A file belongs to the longest name that holds it.
 * @property {'folder' | 'files'} [holds]  `files`: only the files directly in it, not its subfolders. Default `folder`.
 * @property {string[]} layers  Layers of the same package it may import.
 * @property {string[]} [tests]  Layers that only its tests may import.
 * @property {string[]} own     Published `@callstation/*` names it may import.
 * @property {string[]} packages  Other packages it may import (subpaths included).
 * @property {boolean} node     Whether it may import Node's own modules.
 */

const core = (/** @type {string} */ folder) => `packages/core/src/${folder}`;
const server = (/** @type {string} */ folder) => `packages/server/src/${folder}`;

const coreEntries = [
  '',
  '/callcenter',
  '/phone',
  '/bridge',
  '/sip',
  '/model',
  '/protocol',
  '/ports',
  '/words',
  '/facade',
  '/sip-guard',
].map((entry) => `@callstation/core${entry}`);
const coreForServer = ['/model', '/protocol', '/ports', '/sip-guard'].map((entry) => `@callstation/core${entry}`);

const contracts = [core('model'), core('protocol'), core('ports')];
const serverPackages = ['fastify', '@fastify/static', 'jose', 'libphonenumber-js', 'selfsigned', 'valibot', 'ws'];

/** @type {Layer[]} */
const coreLayers = [
  { name: core('model'), layers: [], own: [], packages: [], node: false },
  { name: core('words'), layers: [], own: [], packages: [], node: false },
  { name: core('sip-guard'), layers: [], own: [], packages: [], node: false },
  { name: core('protocol'), layers: [core('model')], own: [], packages: ['valibot'], node: false },
  {
    name: core('facade'),
    layers: [core('model'), core('protocol'), core('client')],
    own: [],
    packages: [],
    node: false,
  },
  { name: core('ports'), layers: [core('model'), core('protocol')], own: [], packages: [], node: false },
  { name: core('client'), layers: contracts, own: [], packages: [], node: false },
  { name: core('media'), layers: contracts, own: [], packages: [], node: false },
  { name: core('sip'), layers: [...contracts, core('sip-guard')], own: [], packages: ['sip.js'], node: false },
  {
    name: core('backends/callcenter'),
    tests: [core('client')],
    layers: [...contracts, core('sip'), core('media')],
    own: [],
    packages: ['valibot'],
    node: false,
  },
  /** Carries another backend over a webview's messages: nothing of the web, of SIP or of sound. */
  {
    name: core('backends/bridge'),
    tests: [core('client'), core('backends/callcenter'), core('sip'), core('media')],
    layers: contracts,
    own: [],
    packages: ['valibot'],
    node: false,
  },
  {
    name: core('backends/sip'),
    layers: [...contracts, core('sip'), core('media')],
    own: [],
    packages: [],
    node: false,
  },
  {
    name: 'packages/core/src',
    holds: 'files',
    layers: [...contracts, core('client'), core('words')],
    own: [],
    packages: [],
    node: false,
  },
];

/** The switch port: two files that say what a switch is, and nothing of how. */
const switchPort = server('switch');
const embedded = server('switch/embedded');

const sound = server('sound');

/** What everything with a socket shares: refusals, closings, rates, errors over HTTP. */
const net = server('net');

/** What this server asks of others over HTTP: signed, and never into a private network unknowingly. */
const outgoing = server('outgoing');

/** @type {Layer[]} */
const serverLayers = [
  { name: net, layers: [], own: coreForServer, packages: ['fastify', 'ws'], node: true },
  {
    name: server('domain'),
    layers: [switchPort, server('routing'), server('store')],
    own: coreForServer,
    packages: ['libphonenumber-js'],
    node: false,
  },
  /** Sound files: how they are read, and those the server comes with. */
  { name: sound, layers: [], own: coreForServer, packages: [], node: true },
  { name: server('routing'), layers: [switchPort, server('domain')], own: coreForServer, packages: [], node: false },
  { name: switchPort, holds: 'files', layers: [], own: coreForServer, packages: [], node: false },
  {
    name: embedded,
    layers: [switchPort, `${embedded}/sip`, `${embedded}/media`, `${embedded}/recording`],
    own: coreForServer,
    packages: ['ws'],
    node: true,
  },
  {
    name: `${embedded}/sip`,
    layers: [switchPort, embedded, net],
    own: coreForServer,
    packages: ['sip.js', 'ws'],
    node: true,
  },
  {
    name: `${embedded}/media`,
    layers: [switchPort, embedded, sound],
    own: coreForServer,
    packages: ['werift', 'libopus-wasm'],
    node: true,
  },
  {
    name: `${embedded}/recording`,
    layers: [switchPort, embedded, `${embedded}/media`],
    own: coreForServer,
    packages: [],
    node: false,
  },
  // The folder of recordings and what becomes of them, whatever switch wrote them.
  { name: server('recordings'), layers: [server('store')], own: coreForServer, packages: [], node: true },
  {
    name: server('simulator'),
    tests: [embedded],
    layers: [switchPort, net, sound, 'packages/server/src'],
    own: coreForServer,
    packages: [...serverPackages, 'libopus-wasm'],
    node: true,
  },
  // A page made of sip.js and werift, with which tests drive every implementation of the port.
  {
    name: server('switch/testing'),
    layers: ['*'],
    own: coreForServer,
    packages: ['sip.js', 'werift', 'libopus-wasm', 'ogg-opus-decoder', 'ws'],
    node: true,
  },
  {
    name: server('config'),
    layers: [
      server('engine'),
      server('routing'),
      server('store'),
      sound,
      outgoing,
      server('webhooks'),
      server('lookup'),
    ],
    own: coreForServer,
    packages: ['valibot', 'selfsigned'],
    node: true,
  },
  {
    name: server('store'),
    layers: [],
    own: coreForServer,
    packages: ['kysely', 'libsql', 'pg'],
    node: true,
  },
  /** What the append-only tables and the records say of an interval. */
  { name: server('reports'), layers: [server('store')], own: coreForServer, packages: ['csv-stringify'], node: false },
  { name: outgoing, layers: [], own: coreForServer, packages: [], node: true },
  {
    name: server('lookup'),
    layers: [outgoing, server('engine')],
    own: coreForServer,
    packages: ['valibot'],
    node: true,
  },
  {
    name: server('webhooks'),
    layers: [outgoing, server('engine'), server('store')],
    own: coreForServer,
    packages: ['valibot', 'libphonenumber-js'],
    node: true,
  },
  {
    name: server('engine'),
    layers: [switchPort, server('domain'), server('routing'), server('store'), sound],
    own: coreForServer,
    packages: ['libphonenumber-js'],
    node: true,
  },
  {
    name: server('control'),
    tests: [server('http')],
    layers: [server('config'), server('engine'), server('store'), net, 'packages/server/src'],
    own: coreForServer,
    packages: serverPackages,
    node: true,
  },
  {
    name: server('http'),
    layers: [server('config'), server('engine'), server('store'), net, 'packages/server/src'],
    own: coreForServer,
    packages: serverPackages,
    node: true,
  },
  /** REST: routes as data, and what is made of them. */
  {
    name: server('api'),
    tests: [outgoing],
    layers: [
      ...[server('http'), server('config'), server('engine'), server('routing'), server('store'), net],
      ...[server('reports'), server('recordings'), server('webhooks'), sound],
    ],
    own: coreForServer,
    packages: [
      ...['fastify', 'valibot', '@valibot/to-json-schema'],
      ...['@fastify/rate-limit', '@fastify/static', '@fastify/swagger', '@fastify/swagger-ui'],
    ],
    node: true,
  },
  /** Where phone numbers are at home. */
  {
    name: server('places'),
    tests: [sound],
    layers: [server('engine')],
    own: coreForServer,
    packages: ['libphonenumber-js'],
    node: true,
  },
  /** What vendors' back-end SDKs and pages ask for, under the vendors' own paths. */
  {
    name: server('vendors'),
    layers: [server('http'), server('config'), server('engine'), net],
    own: coreForServer,
    packages: ['fastify', 'valibot'],
    node: true,
  },
  { name: server('cli'), layers: ['*'], own: coreForServer, packages: serverPackages, node: true },
  {
    name: 'packages/server/src',
    holds: 'files',
    layers: ['*'],
    own: coreForServer,
    packages: serverPackages,
    node: true,
  },
];

/** @type {Layer[]} */
const otherLayers = [
  { name: 'packages/react/src', layers: [], own: coreEntries, packages: ['react'], node: false },
  { name: 'packages/ui/src', layers: [], own: coreEntries, packages: ['lit'], node: false },
  /** What React and Vue are told of the elements: types alone. */
  {
    name: 'packages/ui/src/typings',
    layers: ['packages/ui/src'],
    own: coreEntries,
    packages: ['lit', 'react', 'vue'],
    node: false,
  },
  { name: 'packages/vue/src', layers: [], own: coreEntries, packages: ['vue'], node: false },
  {
    name: 'packages/compat-ccsdk/src',
    layers: [],
    own: [...coreEntries, '@callstation/ui'],
    packages: [],
    node: false,
  },
  { name: 'packages/compat-udesk/src', layers: [], own: coreEntries, packages: [], node: false },
  /** The languages of vendors: over core and the elements, and nothing else. */
  {
    name: 'packages/compat-tccc/src',
    layers: [],
    own: [...coreEntries, '@callstation/ui'],
    packages: [],
    node: false,
  },
  /** The vendor's class for uni-app, in plain JavaScript; what is for Vue stands apart. */
  {
    name: 'packages/uniapp/src',
    layers: [],
    own: coreEntries,
    packages: [],
    node: false,
  },
  {
    name: 'packages/uniapp/src/vue',
    layers: ['packages/uniapp/src'],
    own: [...coreEntries, '@callstation/vue'],
    packages: ['vue'],
    node: false,
  },
  { name: 'packages/testkit/src', layers: [], own: coreEntries, packages: ['vitest'], node: true },
];

/** @type {Layer[]} */
export const layers = [...coreLayers, ...serverLayers, ...otherLayers];

/** What every test may import on top of its layer. */
export const testsMayImport = {
  layers: [server('switch/testing'), server('simulator')],
  own: ['@callstation/testkit', '@callstation/testkit/contracts'],
  packages: [
    'vitest',
    'fast-check',
    // A thread runs a program of its own, which has to be built first.
    'esbuild',
    '@testing-library/react',
    '@testing-library/dom',
    'axe-core',
    'react',
    'react-dom',
    'vue',
    'ws',
    'standardwebhooks',
  ],
  node: true,
};

/** Tests, the contract suites they run, and what only they use. */
const testFile = /\.(?:test|contract)\.tsx?$|\/testing\/[^/]+$/;

/** The layer a file (path from the root, with `/`) belongs to, or undefined outside the table. */
export function layerOf(/** @type {string} */ file) {
  const folder = file.slice(0, file.lastIndexOf('/'));
  let found;
  for (const layer of layers) {
    const inside = layer.holds === 'files' ? folder === layer.name : `${folder}/`.startsWith(`${layer.name}/`);
    if (inside && (!found || layer.name.length > found.name.length)) found = layer;
  }
  return found;
}

/** Whether a file is a test, which may import a little more. */
export function isTest(/** @type {string} */ file) {
  return testFile.test(file);
}
