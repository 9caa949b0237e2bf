import type { Logger, Random } from '@callstation/core/ports';

/** A logger that keeps its lines. */
export interface FakeLogger extends Logger {
  readonly lines: { level: 'debug' | 'info' | 'warn' | 'error'; message: string; data?: Record<string, unknown> }[];
}

/** Makes a logger whose lines a test can read. */
export function createFakeLogger(): FakeLogger {
  const lines: FakeLogger['lines'] = [];
  const at =
    (level: FakeLogger['lines'][number]['level']) =>
    (message: string, data?: Record<string, unknown>): void =>
      void lines.push(data ? { level, message, data } : { level, message });
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** Makes chance that counts: ids `prefix1`, `prefix2`, …; fraction always `fraction`. */
export function createFakeRandom(prefix = 'id', fraction = 0.5): Random {
  let count = 0;
  return { id: () => `${prefix}${++count}`, fraction: () => fraction };
}
