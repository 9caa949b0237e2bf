/** Which store. */
export type StoreTarget = { kind: 'memory' } | { kind: 'file'; path: string } | { kind: 'postgres'; url: string };

/** Reads `memory`, `file:path`, `postgres://…` or `postgresql://…`; null for anything else. */
export function parseStore(text: string): StoreTarget | null {
  if (text === 'memory') return { kind: 'memory' };
  const path = /^file:(.+)$/u.exec(text)?.[1];
  if (path !== undefined) return { kind: 'file', path };
  return /^postgres(?:ql)?:\/\//u.test(text) && URL.canParse(text) ? { kind: 'postgres', url: text } : null;
}

/** What may be logged of it: never a password. */
export function storeName(target: StoreTarget): string {
  if (target.kind === 'memory') return 'memory';
  return target.kind === 'file' ? `file:${target.path}` : withoutPassword(target.url);
}

/** A text, as an error's, in which the URL's password is not to be read. */
export function redacted(text: string, target: StoreTarget): string {
  if (target.kind !== 'postgres') return text;
  return secretsOf(target.url).reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
}

const SECRET_PARAMS = ['password', 'sslpassword'] as const;

function secretsOf(url: string): string[] {
  const { password, searchParams } = new URL(url);
  const all = [password, decoded(password), ...SECRET_PARAMS.map((name) => searchParams.get(name) ?? '')];
  return [...new Set(all)].filter((secret) => secret !== '').sort((a, b) => b.length - a.length);
}

function withoutPassword(url: string): string {
  const shown = new URL(url);
  if (shown.password !== '') shown.password = '***';
  for (const name of SECRET_PARAMS) if (shown.searchParams.has(name)) shown.searchParams.set(name, '***');
  return shown.href;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
