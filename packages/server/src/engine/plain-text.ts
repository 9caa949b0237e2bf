/** A text in one line: what a screen or a terminal would take for more than text is taken out. */
export const plainText = (text: string): string =>
  text.replaceAll(/[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, ' ').trim();
