import type { BridgePort } from '@callstation/core/bridge';

import { LOGIC_LAYER, MESSAGE_TYPE, PAGE_ID, RECEIVER } from './host-message.ts';
import type { Plus, PlusMessage, PlusWebview } from './plus.ts';

/** Off the screen, one pixel, and yet alive: `render: 'always'` keeps its timers and its sound going. */
const STYLES = { top: '-1px', left: '-1px', width: '1px', height: '1px', render: 'always', kernel: 'WKWebview' };

/** The way to the hidden page, which belongs to no page of the app: `uni.reLaunch` closes those, not this one. */
export interface PagePort extends BridgePort {
  /** Whether the page ever said anything. */
  readonly heard: boolean;
  /** Called when the platform cannot load the page. */
  onFailed: () => void;
  /** Called with the title of another page that was loaded in its place. */
  onOther: (title: string) => void;
  /** The page says nothing: closes what there is of it and makes it anew. */
  renew(): void;
  /** Closes the page. */
  close(): void;
}

/** Asked of every page that has loaded; one that is no host page after 3 s has nobody else to say so. */
const PROBE = `setTimeout(function(){
window.${RECEIVER}||plus.webview.postMessageToUniNView({type:'${MESSAGE_TYPE}',args:{absent:document.title||location.href}},'${LOGIC_LAYER}')
},3000)`;

/** Makes the way to a page at `url`, which is opened at the first message. */
export function createPagePort(plus: Plus, url: string): PagePort {
  let page: PlusWebview | null = null;
  let heard = false;
  const open = (): PlusWebview => {
    // The logic layer was started anew beside a page that goes on: it may have the call.
    page ??= plus.webview.getWebviewById(PAGE_ID) ?? null;
    if (page) return page;
    const made = plus.webview.create(url, PAGE_ID, STYLES);
    page = made;
    made.addEventListener?.('error', () => port.onFailed());
    made.addEventListener?.('loaded', () => made.evalJS(PROBE));
    made.show('none');
    return made;
  };
  const close = (): void => {
    const old = page ?? plus.webview.getWebviewById(PAGE_ID);
    page = null;
    old?.close('none');
  };
  const port: PagePort = {
    get heard() {
      return heard;
    },
    onFailed: () => undefined,
    onOther: () => undefined,
    post(message) {
      // A page that is not loaded yet has nobody to take it; the bridge says it again.
      open().evalJS(`window.${RECEIVER}&&window.${RECEIVER}(${literal(message)})`);
    },
    onMessage(fn) {
      const hear = ({ data }: PlusMessage): void => {
        if (data?.type !== MESSAGE_TYPE) return;
        const { args } = data;
        if (typeof args !== 'object' || args === null) return;
        const { text, absent } = args as { text?: unknown; absent?: unknown };
        if (typeof text === 'string') {
          heard = true;
          fn(text);
        }
        if (typeof absent === 'string') port.onOther(absent);
      };
      plus.globalEvent.addEventListener('plusMessage', hear);
      return () => plus.globalEvent.removeEventListener('plusMessage', hear);
    },
    renew() {
      close();
      open();
    },
    close,
  };
  return port;
}

/** A text as JavaScript: two line ends are allowed in JSON and were none in a literal before ES2019. */
function literal(text: string): string {
  return JSON.stringify(text)
    .replace(/\u2028/gu, '\\u2028')
    .replace(/\u2029/gu, '\\u2029');
}
