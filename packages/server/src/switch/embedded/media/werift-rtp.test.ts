import { beforeEach, describe, expect, it } from 'vitest';
import { RtpHeader, RtpPacket, SrtpSession, type RTCPeerConnection } from 'werift';
import { sendRtp, takeRtp, type RtpIn } from './werift-rtp.ts';

const SSRC = 0x1234_5678;
const AES_128_SHA1_80 = 1;
const [ours, theirs] = [1, 2].map((n) => ({ key: Buffer.alloc(16, n), salt: Buffer.alloc(14, n + 8) }));
if (ours === undefined || theirs === undefined) throw new Error('no keys');
const session = (local: typeof ours, remote: typeof ours): SrtpSession =>
  new SrtpSession({
    keys: {
      ...{ localMasterKey: local.key, localMasterSalt: local.salt },
      ...{ remoteMasterKey: remote.key, remoteMasterSalt: remote.salt },
    },
    profile: AES_128_SHA1_80,
  });
const header = (sequenceNumber: number, more: Partial<RtpHeader> = {}): RtpHeader =>
  new RtpHeader({ version: 2, payloadType: 111, sequenceNumber, timestamp: 960, ssrc: SSRC, ...more });

let far: SrtpSession;
let near: SrtpSession;
let counted: { sequenceNumber: number }[];
let sent: Buffer[];
let sender: { ssrc: number; rtcpRunning: boolean; packetCount: number; octetCount: number; rtpTimestamp: number };
let dtls: { state: string; srtp: SrtpSession; iceTransport: object };
let pc: RTCPeerConnection;
let taken: RtpIn[];
beforeEach(() => {
  [far, near, counted, sent, taken] = [session(theirs, ours), session(ours, theirs), [], [], []];
  sender = { ssrc: SSRC, rtcpRunning: true, packetCount: 0, octetCount: 0, rtpTimestamp: 0 };
  const send = async (data: Buffer): Promise<void> => void sent.push(data);
  dtls = { state: 'connected', srtp: near, iceTransport: { connection: { send } } };
  const statistics = { add: (packet: { header: { sequenceNumber: number } }) => void counted.push(packet.header) };
  // Only what is used of a connection.
  pc = {
    dtlsTransports: [dtls],
    getTransceivers: () => [{ receiver: { remoteStreams: { [SSRC]: statistics } }, sender }],
  } as unknown as RTCPeerConnection;
});

const from = (sequence: number, text = 'opus', more: Partial<RtpHeader> = {}): Buffer =>
  far.encrypt(Buffer.from(text), header(sequence, more));
/** The stack has had a packet of that stream. */
const begin = (sequence: number): void => void near.decrypt(from(sequence));
const take = (data: Buffer): boolean => takeRtp(pc, data, (packet) => taken.push(packet));
const texts = (): string[] => taken.map(({ payload }) => Buffer.from(payload).toString());

describe('packets that come in', () => {
  it('are the stack’s until it knows the stream, then they are taken, decrypted and counted', () => {
    expect(take(from(9))).toBe(false);
    begin(10);
    expect(take(from(11, 'hello', { marker: true, timestamp: 1920 }))).toBe(true);
    expect(taken).toMatchObject([{ payloadType: 111, sequence: 11, timestamp: 1920 }]);
    expect([texts(), counted.map(({ sequenceNumber }) => sequenceNumber)]).toEqual([['hello'], [11]]);
  });

  it('are read on when their numbers begin anew', () => {
    begin(65_534);
    for (const sequence of [65_535, 0, 1]) expect(take(from(sequence, `no ${sequence}`))).toBe(true);
    expect(texts()).toEqual(['no 65535', 'no 0', 'no 1']);
  });

  it('are dropped when they were tampered with, and what follows is still read', () => {
    begin(10);
    const bad = from(11);
    bad.writeUInt8((bad.at(14) ?? 0) ^ 1, 14);
    expect(take(bad)).toBe(true);
    // A number just before the numbers begin anew would move the roll-over counter.
    const odd = from(12);
    odd.writeUInt16BE(65_500, 2);
    expect(take(odd)).toBe(true);
    expect([taken, counted]).toEqual([[], []]);
    expect(take(from(13, 'good'))).toBe(true);
    expect(texts()).toEqual(['good']);
  });

  it('are the stack’s when they are RTCP, of another version, too short, or before there are keys', () => {
    begin(10);
    const one = from(11);
    for (const [at, value] of [
      [1, 200],
      [0, 0x40],
    ] as const) {
      const other = Buffer.from(one);
      other[at] = value;
      expect(take(other)).toBe(false);
    }
    for (const length of [0, 1, 12, 21]) expect(take(one.subarray(0, length))).toBe(false);
    // More contributing sources, or a longer extension, than there are bytes.
    for (const first of [0x8f, 0x90]) {
      const other = Buffer.from(one);
      other[0] = first;
      other.writeUInt16BE(0xffff, 14);
      expect(take(other)).toBe(false);
    }
    Object.assign(dtls, { srtp: undefined });
    expect(take(one)).toBe(false);
    expect(taken).toEqual([]);
  });
});

describe('packets that go out', () => {
  const position = { sequence: 7, timestamp: 4800, marker: true };
  const send = (): boolean => sendRtp(pc, 111, Buffer.from('voice'), position);

  it('are what the far end reads, and are counted for reports', () => {
    expect(send()).toBe(true);
    const [data = Buffer.alloc(0)] = sent;
    const packet = RtpPacket.deSerialize(far.decrypt(data));
    expect(packet.header).toMatchObject({ ...{ payloadType: 111, sequenceNumber: 7, timestamp: 4800 }, marker: true });
    expect([packet.header.ssrc, packet.payload.toString()]).toEqual([SSRC, 'voice']);
    expect(sender).toMatchObject({ packetCount: 1, octetCount: 5, rtpTimestamp: 4800 });
  });

  it('are left to the stack before its first one, and when the connection is down', () => {
    sender.rtcpRunning = false;
    expect(send()).toBe(false);
    sender.rtcpRunning = true;
    dtls.state = 'closed';
    expect(send()).toBe(false);
    expect([sent, sender.packetCount]).toEqual([[], 0]);
  });

  it('may be lost on the way without anybody being told', async () => {
    Object.assign(dtls.iceTransport, { connection: { send: () => Promise.reject(new Error('gone')) } });
    expect(send()).toBe(true);
    await Promise.resolve();
  });
});
