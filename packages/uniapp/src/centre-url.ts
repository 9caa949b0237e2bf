import { wrong } from './failure.ts';

const WHERE = 'Say where the centre is: setup({ url }) once, or login({ url }).';
const ADDRESS = /^(https?|wss?):\/\/([^/?#\s]+)([^?#\s]*)$/u;

/** Where a centre is. */
export interface CentreUrl {
  /** Its control socket. */
  socket: string;
  /** What is in front of its other routes, without a slash at the end. */
  http: string;
}

/** Reads `https://host`, `https://host/base`, `wss://host/base/seat`, or on H5 a path. Throws `invalidArgument`. */
export function centreUrl(url: unknown, origin = originOfPage()): CentreUrl {
  if (url === undefined || url === null || url === '') throw wrong(WHERE);
  if (typeof url !== 'string') throw wrong('url must be a text.');
  const given = url.startsWith('/') && origin !== null ? origin + url : url;
  const [, scheme, host, path = ''] = ADDRESS.exec(given) ?? [];
  if (scheme === undefined || host === undefined)
    throw wrong('url must be the address of the centre, such as https://desk.example.com.');
  const secure = scheme === 'https' || scheme === 'wss' ? 's' : '';
  const base = `${host}${path.replace(/\/$/u, '').replace(/\/seat$/u, '')}`;
  return { socket: `ws${secure}://${base}/seat`, http: `http${secure}://${base}` };
}

/** Only a browser has a place that paths count from. */
function originOfPage(): string | null {
  const origin = typeof location === 'object' ? location.origin : undefined;
  return typeof origin === 'string' && origin.startsWith('http') ? origin : null;
}
