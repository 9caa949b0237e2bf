import { CallstationError } from '../../protocol/index.ts';

const SOCKET = new Map([
  ['http:', 'ws:'],
  ['https:', 'wss:'],
  ['ws:', 'ws:'],
  ['wss:', 'wss:'],
]);

/**
 * The absolute WebSocket URL of `url`, a path or an http(s) or ws(s) URL; a path counts from `base`, by default the
 * page's own address. Throws `invalidArgument`.
 */
export function socketUrl(url: string, base = typeof location === 'undefined' ? undefined : location.href): string {
  // Mini-programs have no URL; they have no page that a path could count from either.
  if (typeof URL === 'undefined') return withoutUrl(url);
  let absolute: URL;
  try {
    absolute = new URL(url, base);
  } catch (cause) {
    throw new CallstationError('invalidArgument', 'The url of the centre is not a URL, or a path without a page.', {
      cause,
      data: { url },
    });
  }
  const protocol = SOCKET.get(absolute.protocol);
  if (!protocol) {
    throw new CallstationError('invalidArgument', 'The url of the centre must be http(s) or ws(s).', { data: { url } });
  }
  // By text: URL forbids some changes of scheme, and a fragment is an error for WebSocket.
  absolute.hash = '';
  return protocol + absolute.href.slice(absolute.protocol.length);
}

function withoutUrl(url: string): string {
  const [, scheme = '', rest = ''] = /^([a-z]+:)(\/\/[^/?#\s][^#\s]*)/iu.exec(url) ?? [];
  const protocol = SOCKET.get(scheme.toLowerCase());
  if (protocol) return protocol + rest;
  throw new CallstationError('invalidArgument', 'The url of the centre must be whole: http(s) or ws(s).', {
    data: { url },
  });
}
