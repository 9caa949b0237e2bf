/** The key in an INFO body: `Signal=5` (application/dtmf-relay) or the key alone (application/dtmf). */
export function parseDtmf(body: string): string | null {
  const found = /^\s*(?:Signal\s*=\s*)?([0-9*#A-Da-d])\s*(?:\r?\n|$)/i.exec(body);
  return found?.[1]?.toUpperCase() ?? null;
}
