import { callcenter } from '@callstation/core/callcenter';
import { serveBridge, type BridgePort, type FarHalf, type MakeBackend } from '@callstation/core/bridge';
import { CallstationError } from '@callstation/core';

import { LOGIC_LAYER, MESSAGE_TYPE, RECEIVER } from '../host-message.ts';

/** What of the App platform's global the hidden page uses. */
export interface PagePlus {
  webview: { postMessageToUniNView(message: { type: string; args: unknown }, to: string): void };
}

/** The page's own world. */
export interface PageWorld {
  plus: PagePlus;
  window: Window & { [RECEIVER]?: (text: string) => void };
}

/** Serves a centre's backend to the logic layer. `make`: another backend, for tests. */
export function serveHostPage({ plus, window }: PageWorld, make?: MakeBackend): FarHalf {
  const listeners = new Set<(text: string) => void>();
  window[RECEIVER] = (text) => {
    for (const fn of [...listeners]) fn(text);
  };
  const port: BridgePort = {
    post: (text) => plus.webview.postMessageToUniNView({ type: MESSAGE_TYPE, args: { text } }, LOGIC_LAYER),
    onMessage(fn) {
      listeners.add(fn);
      return () => void listeners.delete(fn);
    },
  };
  return serveBridge(port, make ?? centreIn(window));
}

const centreIn =
  (window: Window): MakeBackend =>
  ({ settings: { url }, token, visibility }) => {
    if (typeof url !== 'string') throw new CallstationError('invalidArgument', 'The address of the centre is missing.');
    return callcenter({ url, token, ports: { visibility: { ...visibility, onLeave: (fn) => onLeave(window, fn) } } });
  };

/** The app is closed: the centre need not wait for this page to come back. */
function onLeave(window: Window, fn: () => void): () => void {
  window.addEventListener('pagehide', fn);
  return () => window.removeEventListener('pagehide', fn);
}
