/** What a facade says to whoever writes the page, in the page's console. */
export interface Notes {
  warn(text: string): void;
  /** Of what works here without being documented: once each, and only where the page asked to be told. */
  lenient(text: string): void;
  /** Of what nobody waits for. */
  failed(what: string, error?: unknown): void;
}

/** Makes them. Each line begins with `name`; `strict` is asked each time. */
export function createNotes(
  name: string,
  strict: () => boolean,
  log: Pick<Console, 'warn' | 'error'> = console,
): Notes {
  const said = new Set<string>();
  const warn = (text: string): void => log.warn(`${name}: ${text}`);
  return {
    warn,
    lenient(text) {
      if (!strict() || said.has(text)) return;
      said.add(text);
      warn(text);
    },
    failed(what, ...error) {
      log.error(`${name}: ${what}`, ...error);
    },
  };
}
