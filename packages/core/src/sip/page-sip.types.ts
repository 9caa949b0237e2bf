import type { Id, PageFacts } from '../model/index.ts';
import type { Clock, Logger, MediaPort, Random, SocketFactory } from '../ports/index.ts';
import type { SipAccount } from '../protocol/index.ts';

/** What the page leg needs from the rest of the page. */
export interface PageSipOptions {
  media: MediaPort;
  clock: Clock;
  logger: Logger;
  /** A fresh account or ticket from the centre; `account.url` is absolute by then. */
  account: () => Promise<SipAccount>;
  /**
   * Whether an INVITE is answered though there is no microphone; it then waits a second for one, and takes it in when it
   * comes later. Default: refused.
   */
  mayListen?: () => boolean;
  /** Tells `sip` facts. */
  onFacts: (facts: Pick<PageFacts, 'sip'>) => void;
  /** Opens the SIP socket. Default: the browser's WebSocket. */
  socket?: SocketFactory;
  /** Spreads reconnects of many pages. Default: the platform's chance. */
  random?: Random;
}

/** The page's SIP side: one account, one replaceable socket, one audio leg that auto-answers the centre's INVITE. */
export interface PageSip {
  /** Resolves when registered; opens the socket at the first need and again after a loss. Rejects `network` or `timeout`. */
  ready(): Promise<void>;
  /** Safety verb: silences (or un-silences) the microphone of the audio leg in the same task, and of one still to come. */
  setMuted(on: boolean): void;
  /**
   * Safety verb: ends the audio leg with BYE, `X-Callstation-Intent: hangup` and the session that is meant, for when the
   * control socket is gone. The agent's other calls only lose the leg.
   */
  hangup(sessionId: Id): Promise<void>;
  /** Ends leg, registration and socket. */
  close(): Promise<void>;
}
