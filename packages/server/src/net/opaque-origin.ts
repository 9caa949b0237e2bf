import type { IncomingMessage } from 'node:http';

/** What a page without a web origin is told. */
export const NEEDS_APP_TOKEN =
  'This page has no web origin (Origin: null), as that of an app on a phone: it needs a token of the audience app. Mint one with aud: "app".';

/**
 * Whether a request comes from a page without a web origin: a file, or a frame that was denied one. Any web page can make such a
 * frame, so this says nothing about who asks; the token has to. (Older WebViews say `file://`.)
 */
export function hasOpaqueOrigin({ headers }: IncomingMessage): boolean {
  return headers.origin === 'null' || headers.origin === 'file://';
}
