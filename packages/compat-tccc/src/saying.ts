/** What the facade says to whoever writes the page. */
export interface Saying {
  warn(message: string): void;
  /** Of a lenient alias, once each; only where the page asked to be strict. */
  lenient(message: string): void;
  failed(what: string, error: unknown): void;
}

/** Makes one over a console. */
export function createSaying(log: Pick<Console, 'warn' | 'error'>, strict: boolean): Saying {
  const said = new Set<string>();
  return {
    warn: (message) => log.warn(`tccc: ${message}`),
    lenient(message) {
      if (!strict || said.has(message)) return;
      said.add(message);
      log.warn(`tccc: ${message}`);
    },
    failed: (what, error) => log.error(`tccc: ${what}`, error),
  };
}
