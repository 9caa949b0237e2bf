import { centreAddresses, createScriptPlace, type CentreAddresses } from '@callstation/core/facade';

/** Where the script tag got this from. */
export const script = createScriptPlace('/ccpaas-phone-sdk/');

/** Without the end that the vendor's addresses have. */
const base = (url: string, ends: string): string => {
  const { protocol, host, pathname } = new URL(url);
  const path = pathname.replace(/\/$/u, '');
  return `${protocol}//${host}${path.endsWith(ends) ? path.slice(0, -ends.length) : path}`;
};

/**
 * Derives the centre's addresses from the vendor's two: `wss://host/ws` and `https://host/backend`, with whatever comes
 * before these ends. One that is left out is on the host of the other; without both it is the script's own host. Throws
 * TypeError.
 */
export function centreUrls(domain = '', httpDomain = ''): CentreAddresses {
  const given = { ws: domain.trim(), http: httpDomain.trim() };
  const http = given.http
    ? base(given.http, '/backend')
    : base((given.ws || script.centre()).replace(/^ws/u, 'http'), '/ws');
  return centreAddresses('udesk', http, given.ws ? base(given.ws, '/ws') : http);
}
