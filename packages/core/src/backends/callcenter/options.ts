import type { MediaPort } from '../../ports/index.ts';
import type { PageSip, PageSipOptions } from '../../sip/page-sip.types.ts';
import type { ControlLinkPorts } from './control-link.types.ts';

/** Parts of the surroundings a test or an unusual host replaces. */
export interface CallcenterPorts extends ControlLinkPorts {
  /** Makes the SIP side of the page. */
  sip: (options: PageSipOptions) => PageSip;
}

/** Options of {@link callcenter}. */
export interface CallcenterOptions {
  /** The centre's control socket: a path such as `/seat`, or an http(s) or ws(s) URL. */
  url: string;
  /** Fetches a token for this agent from your back end. Called at the first connect, when a token is refused, and before it ends. */
  token: () => string | Promise<string>;
  /** Sound of the page. Default: the browser's. One that is given here is released, not closed, with the backend. */
  media?: MediaPort;
  /** Replaces defaults one by one. */
  ports?: Partial<CallcenterPorts>;
}
