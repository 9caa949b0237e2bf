// The built server in a process of its own, on a free port of this machine, with the tenant it is given.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, defaultConfig } from '../../packages/server/dist/index.js';
import { answers } from '../capacity/answers.js';
import { processCost } from './process-cost.js';

const folder = mkdtempSync(join(tmpdir(), 'bench-centre-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const warn = (...said) => process.stderr.write(`  server: ${JSON.stringify(said)}\n`);
const logger = { debug() {}, info() {}, warn, error: warn };
let server;

answers({
  ...processCost,
  /** `demo`: with scripted customers. */
  async start({ tenant, demo = false }) {
    const store = { kind: 'file', path: join(folder, 'centre.db') };
    server = createServer(defaultConfig({ demo, host: '127.0.0.1', port: 0, store, tenants: [tenant] }), { logger });
    return (await server.start()).url;
  },
  async stop() {
    await server?.stop();
    return null;
  },
});
