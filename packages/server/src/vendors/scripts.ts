import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Vendor } from './vendors.types.ts';

/** The packages whose scripts are served under the vendors' names, and what the script is called in them. */
const SCRIPTS: Readonly<Record<Vendor, { package: string; file: string }>> = {
  tccc: { package: '@callstation/compat-tccc', file: 'callstation-tccc.global.js' },
  udesk: { package: '@callstation/compat-udesk', file: 'callstation-udesk.global.js' },
  ccsdk: { package: '@callstation/compat-ccsdk', file: 'callstation-ccsdk.global.js' },
};

/** What to do where a script is not there, for people. */
export function missingScript(vendor: Vendor): string {
  const { package: name, file } = SCRIPTS[vendor];
  return `The script of this interface is not there. If the server was started a moment ago it may still be built; else install ${name} beside the server, or name a folder that has ${file} with --scripts.`;
}

/**
 * Reads the scripts of the vendors' packages: from `folders`, else as installed beside the server. A script that was found
 * is read once.
 */
export function createScripts(folders: readonly string[]): (vendor: Vendor) => Promise<string | null> {
  const read = new Map<Vendor, string>();
  return async (vendor) => {
    const known = read.get(vendor);
    if (known !== undefined) return known;
    const { file } = SCRIPTS[vendor];
    const places = [...folders.map((folder) => join(folder, file)), ...installed(vendor)];
    for (const place of places) {
      const text = await readFile(place, 'utf8').catch(() => null);
      if (text === null) continue;
      // A comment in front would be another file than ours: the map lies beside the file, not beside our URL.
      const script = text.replace(/\n\/\/# sourceMappingURL=\S*\s*$/u, '\n');
      read.set(vendor, script);
      return script;
    }
    return null;
  };
}

function installed(vendor: Vendor): string[] {
  const { package: name, file } = SCRIPTS[vendor];
  try {
    return [join(dirname(createRequire(import.meta.url).resolve(name)), file)];
  } catch {
    return [];
  }
}
