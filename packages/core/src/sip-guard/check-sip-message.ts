import { splitList, splitMessage, type SplitMessage } from './split.ts';
import { refuse, type SipVerdict } from './verdict.ts';

/** Largest SIP message either end takes, bytes of UTF-8. An offer of ours is under 3 KiB. */
export const MAX_SIP_BYTES = 16 * 1024;
const MAX_HEADERS = 128;
const MAX_HEADER_LENGTH = 4096;
/** RFC 3261 8.1.1.5: below 2^31. */
const MAX_CSEQ = 2 ** 31 - 1;

const TOKEN = "[!%'*+\\-.^_`~0-9A-Za-z]+";
const REQUEST = new RegExp(`^(${TOKEN}) (\\S+) SIP/(\\d+\\.\\d+)$`, 'u');
const RESPONSE = /^SIP\/(\d+\.\d+) ([1-6]\d\d) [^\r\n]*$/u;
const URI = /^(?:sips?|tel):[^\s<>"]+$/iu;
const VIA = /^SIP\s*\/\s*2\.0\s*\/\s*[A-Za-z]+\s+[^\s;,]+\s*(?:;.*)?$/u;
const CSEQ = new RegExp(`^(\\d{1,10})\\s+(${TOKEN})$`, 'u');
const CALL_ID = /^[^\s@]+(?:@[^\s@]+)?$/u;
const ADDRESS = /^(?:(?:"(?:[^"\\]|\\.)*"\s*|[^<>"]*)<(?:sips?|tel):[^\s<>"]+>|(?:sips?|tel):[^\s<>";]+)\s*(?:;.*)?$/iu;

/** Headers that may stand once only. */
const SINGLE = ['from', 'to', 'call-id', 'cseq', 'max-forwards', 'content-length', 'content-type'] as const;

/**
 * Checks raw SIP text before any parser sees it: size, NUL, start line, the six mandatory headers, CSeq range and method,
 * one usable top Via, Content-Length equal to the body. Pure, never throws; keep-alives (CRLF only) are not messages and
 * are refused, so drop them before.
 *
 * @example
 * const verdict = checkSipMessage(text);
 * if (!verdict.ok) logger.warn('bad SIP', { reason: verdict.reason });
 */
export function checkSipMessage(text: string): SipVerdict {
  if (text.length > MAX_SIP_BYTES || byteLength(text) > MAX_SIP_BYTES) return refuse('too large', 413);
  if (text.includes('\0')) return refuse('NUL');
  const message = splitMessage(text);
  if (!message) return refuse('not a SIP message');
  const { headers } = message;
  if (headers.length > MAX_HEADERS) return refuse('too many headers');
  for (const { name, value } of headers) {
    if (value.length > MAX_HEADER_LENGTH) return refuse(`${name} is too long`);
    if (hasControl(value)) return refuse(`${name} has a control character`);
  }
  return checkStart(message);
}

function checkStart(message: SplitMessage): SipVerdict {
  const response = RESPONSE.exec(message.start);
  const request = response ? null : REQUEST.exec(message.start);
  const version = response?.[1] ?? request?.[3];
  if (version === undefined) return refuse('start line');
  if (version !== '2.0') return refuse('not SIP/2.0', 505);
  if (request && !URI.test(request[2] ?? '')) return refuse('request URI');
  return checkHeaders(message, request?.[1] ?? null);
}

/** `method`: null in a response. */
function checkHeaders({ headers, body }: SplitMessage, method: string | null): SipVerdict {
  const all = (name: string): string[] => headers.filter((header) => header.name === name).map(({ value }) => value);
  for (const name of SINGLE) if (all(name).length > 1) return refuse(`${name} stands twice`);
  for (const name of ['from', 'to'] as const) {
    const [value] = all(name);
    if (value === undefined) return refuse(`${name} is missing`);
    if (!ADDRESS.test(value)) return refuse(name);
  }
  const [callId] = all('call-id');
  if (callId === undefined) return refuse('call-id is missing');
  if (!CALL_ID.test(callId)) return refuse('call-id');
  return (
    checkCSeq(all('cseq')[0], method) ??
    checkVia(all('via'), method) ??
    checkMaxForwards(all('max-forwards')[0], method) ??
    checkLength(all('content-length')[0], body) ?? { ok: true }
  );
}

function checkCSeq(value: string | undefined, method: string | null): SipVerdict | null {
  if (value === undefined) return refuse('cseq is missing');
  const parts = CSEQ.exec(value);
  if (!parts || Number(parts[1]) > MAX_CSEQ) return refuse('cseq');
  return method !== null && parts[2] !== method ? refuse('cseq names another method') : null;
}

/** A response has one Via when it reaches the client: ours (RFC 3261 8.1.3.3). */
function checkVia(lines: string[], method: string | null): SipVerdict | null {
  const vias = lines.flatMap(splitList);
  if (vias.length === 0) return refuse('via is missing');
  if (vias.some((via) => !VIA.test(via))) return refuse('via');
  return method === null && vias.length > 1 ? refuse('more than one via in a response') : null;
}

/** Some stacks leave Max-Forwards out of ACK and CANCEL though RFC 3261 8.1.1.6 asks for it in every request. */
function checkMaxForwards(value: string | undefined, method: string | null): SipVerdict | null {
  if (value === undefined)
    return method === null || method === 'ACK' || method === 'CANCEL' ? null : refuse('max-forwards is missing');
  return /^\d{1,3}$/u.test(value) && Number(value) <= 255 ? null : refuse('max-forwards');
}

/** Over WebSocket the frame ends the message, so Content-Length may be left out (RFC 7118 5), but never lie. */
function checkLength(value: string | undefined, body: string): SipVerdict | null {
  if (value === undefined) return null;
  return /^\d{1,6}$/u.test(value) && Number(value) === byteLength(body) ? null : refuse('content-length');
}

/** C0 and DEL, but for the tab. */
function hasControl(value: string): boolean {
  for (let i = 0; i < value.length; i++) {
    const unit = value.charCodeAt(i);
    if ((unit < 0x20 && unit !== 9) || unit === 0x7f) return true;
  }
  return false;
}

function byteLength(text: string): number {
  let bytes = 0;
  for (const char of text) {
    const point = char.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
