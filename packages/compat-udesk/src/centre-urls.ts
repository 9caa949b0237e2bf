/** Where the centre is. */
export interface CentreUrls {
  /** The control socket. */
  socket: string;
  /** Where the app's token is changed into a seat token. */
  exchange: string;
}

const SCRIPT_PATH = '/ccpaas-phone-sdk/';
let script: string | null = null;

/** Keeps where the script tag got this from; it can only be known while that runs. */
export function rememberScript(): void {
  if (typeof document !== 'undefined' && document.currentScript instanceof HTMLScriptElement) {
    script = document.currentScript.src || null;
  }
}

/** Without the end that the vendor's addresses have, and without a slash after it. */
function base(url: string, ends: string): URL {
  const parsed = new URL(url);
  parsed.search = '';
  parsed.hash = '';
  const path = parsed.pathname.replace(/\/$/u, '');
  parsed.pathname = path.endsWith(ends) ? path.slice(0, -ends.length) : path;
  return parsed;
}

/** What the script's own address says of the centre's; else the page's. */
function home(): string {
  if (script !== null) {
    const { origin, pathname } = new URL(script);
    const at = pathname.indexOf(SCRIPT_PATH);
    return origin + (at > 0 ? pathname.slice(0, at) : '');
  }
  return typeof location === 'undefined' ? '' : location.origin;
}

const join = (at: URL, path: string): string => at.href.replace(/\/$/u, '') + path;

/**
 * Derives the centre's addresses from the vendor's two: `wss://host/ws` and `https://host/backend`, with whatever comes
 * before these ends. One that is left out is on the host of the other; without both it is the script's own host. Throws
 * TypeError.
 */
export function centreUrls(domain = '', httpDomain = ''): CentreUrls {
  const given = { ws: domain.trim(), http: httpDomain.trim() };
  const http = given.http ? base(given.http, '/backend') : base((given.ws || home()).replace(/^ws/u, 'http'), '/ws');
  const socket = given.ws ? base(given.ws, '/ws') : http;
  return { socket: join(socket, '/seat'), exchange: join(http, '/vendors/udesk/seat') };
}
