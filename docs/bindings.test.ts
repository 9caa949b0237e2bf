import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { METHODS } from '@callstation/core/protocol';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const sources = (name: string): [file: string, code: string][] =>
  readdirSync(join(root, `packages/${name}/src`))
    .filter((file) => /\.tsx?$/.test(file))
    .filter((file) => !/\.test\./.test(file))
    // What a comment says is no code.
    .map((file) => [
      file,
      readFileSync(join(root, `packages/${name}/src`, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, ''),
    ]);

/** Whatever needs one of these belongs into the core. */
const TIMERS = /setTimeout|setInterval|requestAnimationFrame|queueMicrotask|Date\.now|performance\./u;
const EMITTERS = /EventTarget|EventEmitter|addEventListener|dispatchEvent|new Set\(|WebSocket|fetch\(/u;
const RETRIES = /retry|attempt|back-?off/iu;

describe.each(['react', 'vue'])('the binding %s', (name) => {
  it('holds no timer, emitter, retry or word of the wire', () => {
    const wire = new RegExp(METHODS.map((method) => `['"\`]${method.replace('.', '\\.')}['"\`]`).join('|'), 'u');
    for (const [file, code] of sources(name)) {
      for (const forbidden of [TIMERS, EMITTERS, RETRIES, wire]) expect(code, file).not.toMatch(forbidden);
    }
  });

  it('is small: no file beyond 65 lines, 600 in all', () => {
    const lines = sources(name).map(([, code]) => code.split('\n').length);
    expect(lines.length).toBeGreaterThan(10);
    expect(Math.max(...lines)).toBeLessThanOrEqual(65);
    expect(lines.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(600);
  });
});
