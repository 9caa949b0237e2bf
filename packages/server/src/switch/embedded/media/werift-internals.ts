import type { RTCPeerConnection } from 'werift';
import { isAuthentic, isStun, isStunRequest } from './stun-auth.ts';

/**
 * What we reach into of werift 0.24.4 (pinned), and nothing else: its ICE-lite waits for a second check, its DTLS loses a
 * ClientHello that comes before the answer, and it believes unauthenticated checks. Everything is on instances.
 */
interface Pair {
  protocol: Protocol;
  remoteAddr: readonly [string, number];
  nominated: boolean;
  updateState(state: number): void;
}
interface Protocol {
  datagramReceived(data: Buffer, address: readonly [string, number]): void;
  localCandidate?: { port: number };
}
interface Check {
  attributesKeys: string[];
}
interface IceInternals {
  localUsername: string;
  localPassword: string;
  nominated: Pair | undefined;
  checkList: Pair[];
  protocols: Protocol[];
  onData: { subscribe(fn: (data: Buffer) => void): unknown; execute(data: Buffer): void };
  ensureProtocol(protocol: Protocol): void;
  checkIncoming(check: Check, address: readonly [string, number], protocol: Protocol): void;
  checkComplete(pair: Pair): void;
}
const SUCCEEDED = 3;
const MAX_KEPT = 8;

function internals(pc: RTCPeerConnection): IceInternals {
  const ice = pc.iceTransports[0]?.connection as unknown as IceInternals | undefined;
  if (!ice || typeof ice.checkIncoming !== 'function' || typeof ice.ensureProtocol !== 'function')
    throw new Error('This build of werift is not the one this file was written for (0.24.4).');
  return ice;
}

/**
 * Drops checks of strangers before the stack sees them; tells of every good one. `take` is given everything else first,
 * and says whether it took it. Call before gathering.
 */
export function guardChecks(pc: RTCPeerConnection, onCheck: () => void, take: (data: Buffer) => boolean): void {
  const ice = internals(pc);
  const ensure = ice.ensureProtocol.bind(ice);
  ice.ensureProtocol = (protocol) => {
    const received = protocol.datagramReceived.bind(protocol);
    protocol.datagramReceived = (data, address) => {
      if (isStun(data)) {
        // We never ask, so a response is nobody's.
        if (!isStunRequest(data) || !isAuthentic(data, ice.localUsername, ice.localPassword)) return;
        onCheck();
      } else if (take(data)) return;
      received(data, address);
    };
    ensure(protocol);
  };
}

/** The UDP port the connection listens on, or null when there was none to be had. */
export function localPort(pc: RTCPeerConnection): number | null {
  return internals(pc).protocols[0]?.localCandidate?.port ?? null;
}

/**
 * Takes the first good check as the selected path, and follows a later USE-CANDIDATE: a browser sends that only with its
 * second check, 60 ms on.
 */
export function selectFirstCheck(pc: RTCPeerConnection): void {
  const ice = internals(pc);
  const check = ice.checkIncoming.bind(ice);
  ice.checkIncoming = (message, address, protocol) => {
    check(message, address, protocol);
    const pair = ice.checkList.find(
      (p) => p.protocol === protocol && p.remoteAddr[0] === address[0] && p.remoteAddr[1] === address[1],
    );
    if (!pair || pair === ice.nominated) return;
    const follow = ice.nominated !== undefined && message.attributesKeys.includes('USE-CANDIDATE');
    if (ice.nominated && !follow) return;
    pair.nominated = true;
    pair.updateState(SUCCEEDED);
    if (follow) ice.nominated = pair;
    else ice.checkComplete(pair);
  };
}

/**
 * Makes us the DTLS server (as a client werift sleeps 100 ms first) and keeps handshake packets that arrive before the
 * answer is applied. They are replayed in a microtask with the keeping switched off: mixed with live ones, the handshake
 * hung for good in 3 of 60 runs. A browser's ClientHello is two packets, so all are kept, not the last. Call after
 * setLocalDescription.
 */
export function serveDtls(pc: RTCPeerConnection): void {
  const ice = internals(pc);
  const dtls = pc.dtlsTransports[0];
  if (!dtls) throw new Error('The connection has no DTLS transport.');
  dtls.role = 'server';
  let kept: Map<string, Buffer> | null = new Map();
  ice.onData.subscribe((data) => {
    const first = data[0] ?? 0;
    if (!kept || first < 20 || first > 63 || kept.size >= MAX_KEPT) return;
    // The handshake header tells a retransmission from the next packet; the record header counts on.
    kept.set(data.subarray(13, 25).toString('hex'), Buffer.from(data));
  });
  dtls.onStateChange.subscribe((state) => {
    if (state !== 'connecting' || !kept) return;
    const early = [...kept.values()];
    kept = null;
    queueMicrotask(() => {
      for (const data of early) ice.onData.execute(data);
    });
  });
}
