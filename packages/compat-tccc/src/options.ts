import type { End, Workstation } from '@callstation/core';

/** What `sessionEnded` says of why. */
export interface Reasons {
  mainReason: string;
  subReason: string;
}

/**
 * Where the vendor's documents are silent, this is what the facade does; each can be set to the other reading, should a real
 * seat of the vendor turn out to do that.
 */
export interface Inferred {
  /** `ready` and `tokenExpired` are told to listeners that come later, too. Default true. */
  replay: boolean;
  /** `sessionEnded` follows `autoTransfer`. Default false. */
  sessionEndedAfterAutoTransfer: boolean;
  /** `sessionEnded` follows `transfer`. Default true. */
  sessionEndedAfterTransfer: boolean;
  /** `Call.hungUp` declines a call that rings. Default true; false: it is refused. */
  hungUpDeclines: boolean;
  /** `Call.deleteCall` ends the after-call work. Default true; false: it succeeds and does nothing. */
  deleteCallEndsWork: boolean;
  /** A transfer needs exactly one target. Default true; false: of two, the agent counts. */
  oneTransferTarget: boolean;
  /** `Agent.setStatus` in a call is refused. Default true; false: the status follows when the call is over. */
  refuseStatusInCall: boolean;
  /** Said for a break without a `restReason`. Default `rest`. */
  restReason: string;
  /** The reasons of `sessionEnded`. Default: the vendor's published end codes. */
  reasons: ((end: End) => Reasons) | null;
}

/** The defaults of {@link Inferred}. */
export const INFERRED: Inferred = {
  replay: true,
  sessionEndedAfterAutoTransfer: false,
  sessionEndedAfterTransfer: true,
  hungUpDeclines: true,
  deleteCallEndsWork: true,
  oneTransferTarget: true,
  refuseStatusInCall: true,
  restReason: 'rest',
  reasons: null,
};

/** How the facade behaves. */
export interface TcccBehaviour {
  /** Whether there are elements in the page. Default: where there is a document. */
  ui?: boolean;
  /** Warns of every lenient alias that is used. Default false. */
  strict?: boolean;
  /** Where the elements go. Default: the page's own document. */
  document?: Document;
  /** `lead`: events of sessions come to the agent's lead page alone, as it alone rings. Default; `all`: to every page. */
  pages?: 'lead' | 'all';
  /** Hears warnings and failures that nobody is there for. Default: the console. */
  log?: Pick<Console, 'warn' | 'error'>;
  inferred?: Partial<Inferred>;
}

/** A seat to sign in to. */
export interface TcccSeat {
  /** The centre's control socket, as `callcenter({ url })` takes it. */
  url: string;
  token: string | (() => string | Promise<string>);
  userId?: string;
  sdkAppId?: string | number;
}

/** Options of `createTccc`: a workstation of your own, which you connect and close, or a seat to sign in to. */
export type TcccOptions = TcccBehaviour & ({ workstation: Workstation } | TcccSeat);
