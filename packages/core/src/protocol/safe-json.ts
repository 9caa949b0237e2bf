import { LIMITS } from './limits.ts';
import { hasOwn } from '../model/has-own.ts';

/** Parsed JSON, or why not. */
export type Parsed = { ok: true; value: unknown } | { ok: false; reason: 'tooLarge' | 'malformed'; why: string };

/**
 * JSON from a stranger: bounded in bytes and depth, without `__proto__` keys and infinite numbers. Never throws.
 * `maxBytes` counts UTF-8.
 */
export function parseJson(text: string, maxBytes: number): Parsed {
  if (text.length > maxBytes || (text.length * 3 > maxBytes && utf8Length(text) > maxBytes))
    return { ok: false, reason: 'tooLarge', why: `more than ${maxBytes} bytes` };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, reason: 'malformed', why: 'not JSON' };
  }
  const why = faultIn(value);
  return why === null ? { ok: true, value } : { ok: false, reason: 'malformed', why };
}

/** Walks with a stack of its own: 64 KiB of `[` must not cost the engine's. */
function faultIn(root: unknown): string | null {
  const stack: { value: unknown; depth: number }[] = [{ value: root, depth: 1 }];
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { value, depth } = top;
    if (typeof value === 'number' && !Number.isFinite(value)) return 'a number out of range';
    if (typeof value !== 'object' || value === null) continue;
    if (depth > LIMITS.depth) return `nested deeper than ${LIMITS.depth}`;
    if (hasOwn(value, '__proto__')) return 'a key __proto__';
    for (const inner of Object.values(value)) stack.push({ value: inner, depth: depth + 1 });
  }
  return null;
}

/** Bytes of a string in UTF-8; a lone surrogate counts three, as it is sent. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (unit >= 0xd800 && unit < 0xdc00 && isLow(text.charCodeAt(i + 1))) {
      bytes += 4;
      i++;
    } else bytes += 3;
  }
  return bytes;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
