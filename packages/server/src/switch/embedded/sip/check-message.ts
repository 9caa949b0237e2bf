/** Largest SIP message a page may send, in bytes: an answer with its SDP is about 2 KiB. */
export const MAX_MESSAGE_BYTES = 16_384;

/** Headers that every message must have (RFC 3261 8.1.1). */
const MANDATORY = ['via|v', 'from|f', 'to|t', 'call-id|i', 'cseq'] as const;

/** Why a text is no SIP message worth parsing, or null. Linear in its length, never throws. */
export function checkMessage(text: string): string | null {
  if (Buffer.byteLength(text) > MAX_MESSAGE_BYTES) return 'too large';
  // Control characters split headers in some parsers and end them in others.
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text)) return 'control characters';
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return 'no end of headers';
  const [first = '', ...headers] = text.slice(0, end).split('\r\n');
  if (!/^(SIP\/2\.0 [1-6]\d\d |[A-Z]{3,16} \S{1,512} SIP\/2\.0$)/.test(first)) return 'no start line';
  if (headers.length > 64) return 'too many headers';
  for (const name of MANDATORY)
    if (!headers.some((line) => new RegExp(`^(?:${name})\\s*:\\s*\\S`, 'i').test(line)))
      return `no ${name.split('|')[0]}`;
  const lengths = headers.flatMap((line) => /^(?:content-length|l)\s*:\s*(.*)$/i.exec(line)?.[1] ?? []);
  const body = Buffer.byteLength(text.slice(end + 4));
  if (lengths.some((length) => !/^\d{1,6}\s*$/.test(length) || Number(length) !== body)) return 'wrong length';
  return null;
}
