/** Raw SIP text in its three parts; header names are lower-case and long, folded lines joined. */
export interface SplitMessage {
  start: string;
  headers: { name: string; value: string }[];
  /** Everything after the blank line. */
  body: string;
}

/** Compact forms of RFC 3261 7.3.3 and its extensions. */
const COMPACT: ReadonlyMap<string, string> = new Map([
  ['a', 'accept-contact'],
  ['b', 'referred-by'],
  ['c', 'content-type'],
  ['e', 'content-encoding'],
  ['f', 'from'],
  ['i', 'call-id'],
  ['k', 'supported'],
  ['l', 'content-length'],
  ['m', 'contact'],
  ['o', 'event'],
  ['r', 'refer-to'],
  ['s', 'subject'],
  ['t', 'to'],
  ['u', 'allow-events'],
  ['v', 'via'],
  ['x', 'session-expires'],
]);
const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,64}$/u;

/** Splits a message; null when a header line is not one, a line ends in a bare CR or LF, or the blank line is missing. */
export function splitMessage(text: string): SplitMessage | null {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [start = '', ...lines] = text.slice(0, end).split('\r\n');
  const headers: SplitMessage['headers'] = [];
  for (const line of [start, ...lines]) if (/[\r\n]/u.test(line)) return null;
  for (const line of lines) {
    const last = headers[headers.length - 1];
    if (line.startsWith(' ') || line.startsWith('\t')) {
      if (!last) return null;
      last.value = `${last.value} ${line.trim()}`.trim();
      continue;
    }
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).trimEnd().toLowerCase();
    if (colon < 0 || !NAME.test(name)) return null;
    headers.push({
      name: COMPACT.get(name) ?? name,
      value: line.slice(colon + 1).trim(),
    });
  }
  return { start, headers, body: text.slice(end + 4) };
}

/** Splits a header value at its top-level commas: not those within quotes or angle brackets. */
export function splitList(value: string): string[] {
  const parts: string[] = [];
  let part = '';
  let quoted = false;
  let angle = false;
  for (let i = 0; i < value.length; i++) {
    const char = value.charAt(i);
    if (quoted && char === '\\') {
      part += char + value.charAt(++i);
      continue;
    }
    if (char === '"') quoted = !quoted;
    else if (!quoted && char === '<') angle = true;
    else if (!quoted && char === '>') angle = false;
    if (char === ',' && !quoted && !angle) {
      parts.push(part.trim());
      part = '';
    } else part += char;
  }
  return [...parts, part.trim()];
}
