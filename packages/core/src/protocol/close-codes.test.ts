import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CLOSE_CODES, closeName } from './close-codes.ts';
import { METHODS } from './schemas.ts';

const written = readFileSync(new URL('PROTOCOL.md', import.meta.url), 'utf8');

describe('close codes', () => {
  it('are distinct, in the private range, and written down', () => {
    const codes = Object.entries(CLOSE_CODES);
    expect(new Set(codes.map(([, kind]) => kind.code)).size).toBe(codes.length);
    for (const [name, { code }] of codes) {
      expect(code).toBeGreaterThanOrEqual(4400);
      expect(written).toContain(`| ${code} | ${name} |`);
      expect(closeName(code)).toBe(name);
    }
    expect(closeName(1006)).toBeNull();
  });
});

describe('PROTOCOL.md', () => {
  it('names no request that does not exist', () => {
    const named = written.match(/`(?:call|chat|agent|board|supervisor|session|directory|page)\.\w+`/gu) ?? [];
    expect(named.length).toBeGreaterThan(0);
    for (const name of named) expect(METHODS).toContain(name.slice(1, -1));
  });
});
