import type { LogConsole } from '../ports/level-logger.ts';

const nothing = (): void => undefined;

/** A console that says nothing. */
export const silent: LogConsole = { debug: nothing, info: nothing, warn: nothing, error: nothing };
