/**
 * Whom a token speaks for, to tell one agent from another: app and subject of a JWT, else the token itself. Reads only,
 * proves nothing.
 */
export function agentOf(token: string): string {
  try {
    const payload = token.split('.')[1] ?? '';
    const claims: unknown = JSON.parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/')));
    if (typeof claims === 'object' && claims !== null && 'sub' in claims && 'app' in claims)
      return JSON.stringify([claims.app, claims.sub]);
  } catch {
    // No JWT.
  }
  return token;
}
