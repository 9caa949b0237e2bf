/** One line in the console of the page. */
export const writeLine = (level: 'warn' | 'error', text: string): void => console[level](`[cc-sdk] ${text}`);
