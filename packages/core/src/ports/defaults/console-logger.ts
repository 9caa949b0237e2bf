import type { Logger } from '../logger.ts';

const line =
  (level: 'debug' | 'info' | 'warn' | 'error') =>
  (message: string, data?: Record<string, unknown>): void =>
    data ? console[level](`[callstation] ${message}`, data) : console[level](`[callstation] ${message}`);

/** Writes warnings and errors to the console; the rest is dropped. */
export const consoleLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: line('warn'),
  error: line('error'),
};
