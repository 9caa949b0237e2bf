import type { RTCPeerConnection } from 'werift';
import type { RtpPosition } from './rtp-continuity.ts';

/**
 * RTP past werift 0.24.4's general machinery, with its keys, its path and its statistics: that parses every header three
 * times, bit by bit, copies every packet and looks through lists of extensions we never agreed on. It was most of what a
 * packet cost. The first packet each way still goes through it, which starts its RTCP reports.
 */
interface SsrcState {
  rolloverCounter: number;
}
interface Header {
  ssrc: number;
  sequenceNumber: number;
  timestamp: number;
  payloadOffset: number;
  padding: boolean;
  paddingSize: number;
  serializeSize: number;
  serialize(): Buffer;
}
interface SrtpContext {
  srtpSSRCStates: Record<number, SsrcState | undefined>;
  cipher: { decryptRtp(data: Buffer, rollover: number, header: Header): [Buffer, Header] };
  updateRolloverCount(sequence: number, state: SsrcState): void;
  encryptRtp(payload: Uint8Array, header: Header): Buffer;
}
interface Dtls {
  state: string;
  srtp?: { localContext: SrtpContext; remoteContext: SrtpContext };
  iceTransport: { connection: { send(data: Buffer): Promise<void> } };
}
interface Statistics {
  add(packet: { header: Header; payload: Uint8Array }): void;
}
interface Receiver {
  remoteStreams: Record<number, Statistics | undefined>;
}
interface Sender {
  ssrc: number;
  rtcpRunning: boolean;
  ntpTimestamp: bigint;
  rtpTimestamp: number;
  octetCount: number;
  packetCount: number;
}

/** One packet as it came. */
export interface RtpIn {
  payloadType: number;
  sequence: number;
  timestamp: number;
  payload: Uint8Array;
}

const HEADER_BYTES = 12;
/** Authentication tags are 10 or 16 bytes. */
const LEAST_TAG_BYTES = 10;
/** Sender reports are good enough with a pair of times this many packets old. */
const TIME_EVERY = 16;
/** Seconds from 1900 to 1970. */
const NTP_EPOCH_S = 2_208_988_800;

/** Takes an RTP packet if that is one of a stream which is known already. False: the stack is to have it. */
export function takeRtp(pc: RTCPeerConnection, data: Buffer, take: (packet: RtpIn) => void): boolean {
  const header = headerOf(data);
  const dtls = pc.dtlsTransports[0] as unknown as Dtls | undefined;
  const receiver = pc.getTransceivers()[0]?.receiver as unknown as Receiver | undefined;
  const context = dtls?.srtp?.remoteContext;
  if (!header || !context) return false;
  const known = context.srtpSSRCStates[header.ssrc];
  const statistics = receiver?.remoteStreams[header.ssrc];
  if (!known || !statistics) return false;
  // What is not authentic must not move the counters.
  const next = { ...known };
  context.updateRolloverCount(header.sequenceNumber, next);
  let plain: Buffer;
  try {
    [plain] = context.cipher.decryptRtp(data, next.rolloverCounter, header);
  } catch {
    return true;
  }
  Object.assign(known, next);
  const payload = plain.subarray(header.payloadOffset, plain.length - header.paddingSize);
  statistics.add({ header, payload });
  const { sequenceNumber: sequence, timestamp } = header;
  take({ payloadType: (data[1] ?? 0) & 0x7f, sequence, timestamp, payload });
  return true;
}

/** Sends a packet, once the stack has sent one; false: it is to send this one too. */
export function sendRtp(
  pc: RTCPeerConnection,
  payloadType: number,
  payload: Uint8Array,
  { sequence, timestamp, marker }: RtpPosition,
): boolean {
  const dtls = pc.dtlsTransports[0] as unknown as Dtls | undefined;
  const sender = pc.getTransceivers()[0]?.sender as unknown as Sender | undefined;
  if (!sender?.rtcpRunning || dtls?.state !== 'connected' || !dtls.srtp) return false;
  const bytes = Buffer.allocUnsafe(HEADER_BYTES);
  bytes[0] = 0x80;
  bytes[1] = (marker ? 0x80 : 0) | payloadType;
  bytes.writeUInt16BE(sequence, 2);
  bytes.writeUInt32BE(timestamp, 4);
  bytes.writeUInt32BE(sender.ssrc, 8);
  const sealed = dtls.srtp.localContext.encryptRtp(payload, made(bytes, HEADER_BYTES));
  if (sender.packetCount % TIME_EVERY === 0) {
    sender.ntpTimestamp = ntpNow();
    sender.rtpTimestamp = timestamp;
  }
  sender.octetCount += payload.length;
  sender.packetCount = (sender.packetCount + 1) >>> 0;
  dtls.iceTransport.connection.send(sealed).catch(() => undefined);
  return true;
}

function headerOf(data: Buffer): Header | null {
  const first = data[0] ?? 0;
  const second = data[1] ?? 0;
  // Version 2; 192 to 223 are RTCP (RFC 5761).
  if (first >> 6 !== 2 || (second >= 192 && second < 224)) return null;
  let end = HEADER_BYTES + (first & 0x0f) * 4;
  if (data.length < end + 4 + LEAST_TAG_BYTES) return null;
  if (first & 0x10) end += 4 + data.readUInt16BE(end + 2) * 4;
  return data.length < end + LEAST_TAG_BYTES ? null : made(data, end);
}

function made(bytes: Buffer, end: number): Header {
  return {
    ssrc: bytes.readUInt32BE(8),
    sequenceNumber: bytes.readUInt16BE(2),
    timestamp: bytes.readUInt32BE(4),
    payloadOffset: end,
    padding: ((bytes[0] ?? 0) & 0x20) !== 0,
    paddingSize: 0,
    serializeSize: end,
    serialize: () => bytes,
  };
}

function ntpNow(): bigint {
  const ms = performance.timeOrigin + performance.now();
  const seconds = Math.floor(ms / 1000);
  const fraction = Math.floor(((ms - seconds * 1000) / 1000) * 2 ** 32);
  return (BigInt(seconds + NTP_EPOCH_S) << 32n) | BigInt(fraction);
}
