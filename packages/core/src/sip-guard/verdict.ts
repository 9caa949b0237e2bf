/** What a check says: fine, or the SIP status to answer with and why. */
export type SipVerdict = { ok: true } | { ok: false; status: SipRefusal; reason: string };
/** 400 bad syntax, 413 too large, 505 not SIP/2.0. */
export type SipRefusal = 400 | 413 | 505;

/** A refusal. */
export function refuse(reason: string, status: SipRefusal = 400): SipVerdict {
  return { ok: false, status, reason };
}
