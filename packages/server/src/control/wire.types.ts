import type { CloseName } from '@callstation/core/protocol';

/** The centre's end of one control socket, whatever carries it. */
export interface Wire {
  /** The page has no web origin: it needs a token of the audience `app`. Default: it has one, or is no page. */
  readonly opaque?: boolean;
  /** The page's web origin where the configuration does not list it: it is refused at hello, where words reach it. */
  readonly foreign?: string | undefined;
  /** Sends one message. Does nothing on a closed socket; closes `tooSlow` when the page does not read. */
  send(text: string): void;
  /** As {@link Wire.send}, for what the next one replaces: left out while much waits to be read, and `tooSlow` after 10 s of that. */
  signal(text: string): void;
  /** `bye`: an ordinary end, 1000. */
  close(name: CloseName | 'bye'): void;
}

/** What a socket tells: to be called in order. */
export interface WireEvents {
  message(text: string): void;
  /** A frame that is not text. */
  binary(): void;
  closed(): void;
}
