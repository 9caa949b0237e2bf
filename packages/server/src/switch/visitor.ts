/**
 * Who calls from a website or an app by the network instead of a phone, as whoever lets them call says it. Only trunks that
 * are ours are believed.
 */
export interface Visitor {
  /** Who they are there; up to 64 characters. */
  id: string;
  /** Up to 100 characters. */
  name?: string;
  /** An https address, up to 512 characters. */
  avatar?: string;
  /** Where they come from; up to 100 characters. */
  location?: string;
  /** Up to 256 characters. */
  remark?: string;
  /** Goes with the session as `clientData`; up to 2048 characters. */
  data?: string;
  /** The entrance they came by (up to 64 characters), and what it is called (up to 100). */
  channel?: string;
  channelName?: string;
}

/** The header of an incoming call that tells of a visitor. */
export const VISITOR_HEADER = 'X-Visitor';

/** Its value: JSON, percent-encoded. */
export const visitorHeader = (visitor: Visitor): string => encodeURIComponent(JSON.stringify(visitor));
