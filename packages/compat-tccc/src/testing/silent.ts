/** A console that says nothing. */
export const silent: Pick<Console, 'warn' | 'error'> = { warn: () => undefined, error: () => undefined };
