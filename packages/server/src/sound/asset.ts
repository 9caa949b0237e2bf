import { CallstationError } from '@callstation/core/protocol';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NAME = /^[a-z][a-z0-9-]{0,39}$/;
let folder: string | null = null;

/** The recording of that name that comes with the server; `null`: there is none. */
export function assetFile(kind: 'voice' | 'prompt', name: string): string | null {
  const file = join(assetFolder(), kind, `${name}.wav`);
  return NAME.test(name) && existsSync(file) ? file : null;
}

/** The folder of the page under `/admin`. */
export function adminFolder(): string {
  return join(assetFolder(), 'admin');
}

/** The table of places whose names are in that language. */
export function placesFile(language: string): string {
  return join(assetFolder(), 'places', `${language}.gz`);
}

/** The package's assets, seen from the sources and from a bundle alike. */
function assetFolder(): string {
  if (folder !== null) return folder;
  let at = dirname(fileURLToPath(import.meta.url));
  for (let up = dirname(at); up !== at; at = up, up = dirname(up)) {
    const candidate = join(at, 'assets');
    if (existsSync(join(candidate, 'voice'))) return (folder = candidate);
  }
  throw new CallstationError('internal', 'The assets of the server package are missing.');
}
