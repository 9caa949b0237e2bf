/** What the vendor documents, in our own words: the one list behind the surface tests and COVERAGE.md. */

/** Options of `register`, with their defaults. */
export const OPTIONS: Readonly<Record<string, string>> = {
  token: 'none',
  noWorkMode: 'false',
  isRemark: 'true',
  isInformation: 'true',
  lang: 'en',
};

/** A member of the element, or of `ccSdk`. */
export interface MemberRow {
  name: string;
  of: 'cc-sdk' | 'ccSdk';
  differs?: string;
}

export const MEMBERS: readonly MemberRow[] = [
  {
    name: 'register',
    of: 'ccSdk',
    differs: 'The script is no module: `import { register }` is of this package, not of `sip-sdk.js`.',
  },
  { name: 'callPhone', of: 'cc-sdk' },
  {
    name: 'hangupCall',
    of: 'cc-sdk',
    differs: 'It refuses a call that rings, too; the document speaks of the current call alone.',
  },
  {
    name: 'reConnectWebrtc',
    of: 'cc-sdk',
    differs: 'A lost connection comes back by itself; after the credential was replaced only `register` helps.',
  },
];

/** An event: what `detail[0]` is. */
export interface EventRow {
  name: 'onSeatStatus' | 'onCall' | 'onWebrtcStatus' | 'onHttp';
  /** A number of these, or fields. */
  payload: Readonly<Record<string, number>> | Readonly<Record<string, 'number' | 'string'>>;
  differs?: string;
}

export const EVENTS: readonly EventRow[] = [
  { name: 'onSeatStatus', payload: { offline: 1, idle: 2, busy: 3, postCall: 4, break: 5 } },
  {
    name: 'onCall',
    payload: { callStatus: 'number', calledNumber: 'string' },
    differs: '`calledNumber` is a string, so that leading zeros and plus signs stay.',
  },
  { name: 'onWebrtcStatus', payload: { disconnected: 0, connected: 1 } },
  { name: 'onHttp', payload: { code: 'number', message: 'string' } },
];

/** `callStatus`. */
export const CALL_STATUSES: Readonly<Record<string, number>> = {
  calling: 1,
  ringing: 2,
  talking: 3,
  ended: 4,
  notConnected: 5,
};

/** What is no target, said so. */
export const NOT_A_TARGET = [
  ['Answer, mute, hold, transfer and status by method', 'The vendor has none; they are in the panel.'],
] as const;
