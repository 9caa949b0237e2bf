// `npm run versions`: turns the changesets into a version of all packages, and tells the plugin market of it too.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { notesOf, withRelease } from './lib/plugin-changelog.mjs';
import { root } from './lib/run.mjs';
import { pnpm } from './with-pnpm.mjs';

const home = join(root, 'packages', 'uniapp');

process.exitCode = await pnpm(['exec', 'changeset', 'version']);
if (process.exitCode === 0) {
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  const notes = notesOf(readFileSync(join(home, 'CHANGELOG.md'), 'utf8'), version);
  const file = join(home, 'plugin', 'changelog.md');
  const date = new Date().toISOString().slice(0, 10);
  writeFileSync(file, withRelease(readFileSync(file, 'utf8'), { version, date, notes }));
}
