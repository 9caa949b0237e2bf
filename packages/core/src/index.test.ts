import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

import * as core from './index.ts';

describe('the root entry', () => {
  it('exports these values by name, and no others', () => {
    expect(Object.keys(core).sort()).toEqual([
      ...['CallstationError', 'bindCall', 'createWorkstation', 'isLead', 'plainPorts'],
    ]);
  });

  it('leaves sip.js and valibot out', () => {
    const listed = execFileSync(process.execPath, ['--input-type=module', '-e', LOADED], {
      cwd: import.meta.dirname,
      encoding: 'utf8',
    });
    expect(JSON.parse(listed)).toEqual([]);
  });
});

/** Bundles the root for a browser and lists what it took of others. */
const LOADED = `
import { build } from 'esbuild';
const { metafile } = await build({
  entryPoints: ['./index.ts'], bundle: true, write: false, metafile: true, format: 'esm', logLevel: 'silent',
});
const [output] = Object.values(metafile.outputs);
const used = Object.entries(output.inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
console.log(JSON.stringify(used.map(([path]) => path).filter((path) => /node_modules.*(sip\\.js|valibot)/.test(path))));
`;
