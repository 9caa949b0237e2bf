// Every built entry of every package imports, and is required where it says so, in a bare Node: no DOM, no flags.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './lib/run.mjs';
import { several } from './lib/several.mjs';

/** Entries of types alone, and one that only does something. */
const silent = ['core/ports', 'ui/register', 'ui/react', 'ui/vue'].map((entry) => join('@callstation', entry));

let failed = 0;
let checked = 0;

/** @param {string} name @param {string} file @param {'import' | 'require'} how */
async function loads(name, file, how) {
  checked += 1;
  const statement = how === 'import' ? `await import(${JSON.stringify(file)})` : `require(${JSON.stringify(file)})`;
  // An entry that starts something would keep the process alive; it may not, so it has to end by itself in time.
  const code = `const exported = ${statement}; if (Object.keys(exported).length === 0 && !${silent.includes(name)}) throw new Error('exports nothing');`;
  const type = how === 'import' ? 'module' : 'commonjs';
  const ended = await run(process.execPath, [`--input-type=${type}`, '--eval', code], { quiet: true });
  if (ended === 0) return;
  failed += 1;
  console.error(`${name} does not ${how} in bare Node (${file})`);
}

/** @param {string} folder */
function entriesOf(folder) {
  const manifest = join(root, 'packages', folder, 'package.json');
  if (!existsSync(manifest)) return [];
  const { name, private: hidden, publishConfig } = JSON.parse(readFileSync(manifest, 'utf8'));
  if (hidden) return [];
  const at = (/** @type {string} */ file) => join(root, 'packages', folder, file);
  return Object.entries(publishConfig.exports).flatMap(([entry, conditions]) => {
    const label = join(name, entry);
    const imported = () => loads(label, at(conditions.import?.default ?? conditions.default), 'import');
    const required = conditions.require && (() => loads(label, at(conditions.require.default), 'require'));
    return required ? [imported, required] : [imported];
  });
}

await several(readdirSync(join(root, 'packages')).flatMap(entriesOf), (load) => load());
console.log(`${checked - failed} of ${checked} built entries load in bare Node`);
process.exitCode = failed > 0 ? 1 : 0;
