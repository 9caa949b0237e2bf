import type { Logger } from '@callstation/core/ports';

import { TCCCLogLevel } from '../enums.ts';

/** A logger whose level and mouth can be changed while it is in use. */
export interface LevelLogger extends Logger {
  /** A number of `TCCCLogLevel`. */
  setLevel(level: number): void;
  setConsole(on: boolean): void;
}

/** What a logger writes to. */
export type LogConsole = Pick<Console, 'debug' | 'info' | 'warn' | 'error'>;

/** Makes one over a console. As long as no level is set: warnings and errors. */
export function createLevelLogger(log: LogConsole = console): LevelLogger {
  let level: number = TCCCLogLevel.Warn;
  let on = true;
  const line =
    (kind: keyof LogConsole, own: number) =>
    (message: string, data?: Record<string, unknown>): void => {
      if (!on || own < level) return;
      if (data === undefined) log[kind](`[callstation] ${message}`);
      else log[kind](`[callstation] ${message}`, data);
    };
  return {
    debug: line('debug', TCCCLogLevel.Debug),
    info: line('info', TCCCLogLevel.Info),
    warn: line('warn', TCCCLogLevel.Warn),
    error: line('error', TCCCLogLevel.Error),
    setLevel: (next) => void (level = next),
    setConsole: (next) => void (on = next),
  };
}
