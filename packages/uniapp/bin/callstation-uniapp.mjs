#!/usr/bin/env node
// Puts the hidden page that has the sound of calls into an App where the App looks for it: `npx callstation-uniapp [FOLDER]`.
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const FILES = ['callstation-host.html', 'callstation-host.js'];
const packed = fileURLToPath(new URL('../dist/hybrid/html/', import.meta.url));

/**
 * The folder with the app's manifest.json: the project's own in HBuilderX, `src` below it in a project of uni-app's command line.
 *
 * @param {string} project
 */
const sourcesOf = (project) => [project, join(project, 'src')].find((path) => existsSync(join(path, 'manifest.json')));

const project = resolve(process.argv[2] ?? '.');
const sources = sourcesOf(project);
if (sources === undefined) {
  process.stderr.write(
    `There is no manifest.json in ${project} or in its src: run this in the folder of a uni-app, or name it: ` +
      'npx callstation-uniapp FOLDER\n',
  );
  process.exitCode = 1;
} else {
  const folder = join(sources, 'hybrid', 'html');
  mkdirSync(folder, { recursive: true });
  for (const file of FILES) {
    copyFileSync(join(packed, file), join(folder, file));
    process.stdout.write(`${relative(process.cwd(), join(folder, file))}\n`);
  }
}
