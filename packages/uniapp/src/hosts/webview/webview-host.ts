import { CallstationError, type Backend, type Workstation } from '@callstation/core';
import { bridge, type BridgeBackend } from '@callstation/core/bridge';

import { createUniVisibility } from '../../ports/uni-environment.ts';
import type { MediaHost } from '../media-host.ts';
import { createPageSound } from '../page-sound.ts';
import { uniMusic } from '../uni-music.ts';
import { searchPage } from './missing-page.ts';
import { askForMicrophone } from './microphone-permission.ts';
import { createPagePort } from './page-port.ts';
import { plusApi, type Plus } from './plus.ts';

/** Where the hidden page is. */
export interface WebviewHostOptions {
  /**
   * The file of the hidden page in the app. Default `_www/hybrid/html/callstation-host.html`: what is in `dist/hybrid/html` of
   * this package, in `hybrid/html` of the app.
   */
  page?: string;
  /**
   * The same page at your own https address instead, beside its script: it then has a web origin, to which the centre's rules
   * for origins apply, and needs no token of the audience `app`.
   */
  hostUrl?: string;
}

/** The connection that the hidden page is for now. There is one page in an app, and it goes with that one alone. */
let newest: object | null = null;

const PAGE = '_www/hybrid/html/callstation-host.html';

/**
 * App: sound in a hidden page beside the app's pages, by WebRTC. It belongs to none of them, so a call goes on over
 * `uni.reLaunch`; a page that the system kills is made anew, and its call comes back to it. `brought`: as of `browserHost`.
 */
export function webviewHost({ page = PAGE, hostUrl }: WebviewHostOptions = {}, brought?: Workstation): MediaHost {
  const sound = createPageSound('In an App without a native plugin', uniMusic(), brought);
  let shutPage = (): void => undefined;
  const url = hostUrl === undefined ? page : secure(hostUrl);
  return {
    kind: 'webview',
    open({ url: centre, token }, ports) {
      const plus = needed();
      const port = createPagePort(plus, url);
      let mine: object | null = null;
      const shut = (as = mine): void => {
        if (as === newest) port.close();
      };
      const leave = async (): Promise<void> => {
        const left = mine;
        await backend.close();
        shut(left);
      };
      const search = searchPage({ ...{ plus, url, leave: () => void leave() }, heard: () => port.heard });
      port.onFailed = search.failed;
      port.onOther = search.other;
      const backend: BridgeBackend = bridge({
        ...{ port, token, settings: { url: centre } },
        onSilent() {
          port.renew();
          search.silent();
        },
        ports: { visibility: createUniVisibility(), ...ports },
      });
      shutPage = shut;
      const own: Pick<Backend, 'connect' | 'close'> = {
        connect(sink, facts) {
          mine = newest = {};
          return search.until(backend.connect(sink, facts));
        },
        // The page goes once the seat has left the centre: nothing of it is needed until the next sign-in.
        close: leave,
      };
      return sound.over({ ...backend, ...own });
    },
    prepareMicrophone: async () => askForMicrophone(needed()),
    audio: sound.audio,
    close() {
      sound.close();
      shutPage();
    },
  };
}

function needed(): Plus {
  const plus = plusApi();
  if (!plus) throw new CallstationError('notSupported', 'This is no App: there is no plus.');
  return plus;
}

function secure(url: string): string {
  if (/^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/])/iu.test(url)) return url;
  throw new CallstationError('invalidArgument', 'hostUrl has to be an https address: a microphone needs one.');
}
