import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';

import { leaksIn, privateIn, type Private } from './leaks.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of this run: the log of all its servers, and what must not stand in it. */
    runFolder: string;
  }
}

const LOG = 'servers.log';
const USED = 'used.jsonl';

const known = new Set<string>();

/** Remembers for the end of the run which numbers and names were used. Takes JSON, too; what is none has none. */
export function rememberPrivate(value: unknown): void {
  const found = privateIn(typeof value === 'string' ? parsed(value) : value);
  const fresh = [...found.numbers, ...found.names].filter((one) => !known.has(one));
  if (fresh.length === 0) return;
  for (const one of fresh) known.add(one);
  appendFileSync(join(inject('runFolder'), USED), `${JSON.stringify(found)}\n`);
}

/** Takes what a server prints, piece by piece, and puts whole lines into the log of the run. */
export function createLineKeeper(): { add(text: string): void; end(): void } {
  const file = join(inject('runFolder'), LOG);
  let rest = '';
  return {
    add(text) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      if (lines.length > 0) appendFileSync(file, `${lines.join('\n')}\n`);
    },
    end() {
      if (rest !== '') appendFileSync(file, `${rest}\n`);
      rest = '';
    },
  };
}

/** Looks through the log of the whole run. Throws with the lines in which a number or a name stands in full. */
export function checkRunLog(folder: string): { lines: number; used: Private } {
  const log = contentOf(join(folder, LOG));
  const parts = contentOf(join(folder, USED)).split('\n').filter(Boolean);
  const all = parts.map((line) => JSON.parse(line) as Private);
  const used = {
    numbers: [...new Set(all.flatMap(({ numbers }) => numbers))],
    names: [...new Set(all.flatMap(({ names }) => names))],
  };
  const leaks = leaksIn(log, used);
  if (leaks.length > 0)
    throw new Error(
      `${leaks.length} lines of the servers' logs have a number or a name in full:\n${leaks.slice(0, 20).join('\n')}`,
    );
  return { lines: log.split('\n').length - 1, used };
}

const contentOf = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
