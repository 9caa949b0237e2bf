/** RTP payload types we offer: the numbers browsers use themselves. */
export const OPUS_PAYLOAD_TYPE = 111;
export const TELEPHONE_EVENT_PAYLOAD_TYPE = 110;

/** Sits in the middle of an SDP we write: what reaches us, best address first. */
export interface OfferTarget {
  hosts: readonly string[];
  port: number;
}

/**
 * Makes the media stack's offer fit for browsers: `ice-lite` at session level, where alone they read it, and one host
 * candidate per address on our one port, each with a lower priority than the one before.
 */
export function finishOffer(sdp: string, target: OfferTarget): string {
  const lines = sdp
    .split(/\r\n/)
    .filter((line) => line !== '' && !/^a=(ice-lite|candidate:|end-of-candidates)/.test(line));
  const media = lines.findIndex((line) => line.startsWith('m='));
  lines.splice(media, 0, 'a=ice-lite');
  const candidates = target.hosts.map((host, i) => {
    // Type preference 126 (host), then one step of local preference per place (RFC 8445 5.1.2.1).
    const priority = 126 * 2 ** 24 + (65_535 - i * 256) * 2 ** 8 + 255;
    return `a=candidate:${i + 1} 1 udp ${priority} ${host} ${target.port} typ host`;
  });
  return [...lines, ...candidates, 'a=end-of-candidates', ''].join('\r\n');
}

/**
 * An answer without its candidates: the peer checks us, we never check it, so that nobody can make this server send to an
 * address of their choice, and no `.local` name is looked up.
 */
export function withoutCandidates(sdp: string): string {
  return sdp
    .split(/\r?\n/)
    .filter((line) => line !== '' && !/^a=(candidate:|end-of-candidates)/.test(line))
    .map((line) => `${line}\r\n`)
    .join('');
}

/** Whether an answer is worth giving to the media stack: one audio section with ICE and DTLS, not refused. */
export function isUsableAnswer(sdp: string): boolean {
  return (
    sdp.length <= 16_384 &&
    sdp.startsWith('v=0') &&
    /^m=audio [1-9]/m.test(sdp) &&
    (sdp.match(/^m=/gm) ?? []).length === 1 &&
    /^a=ice-ufrag:\S+/m.test(sdp) &&
    /^a=ice-pwd:\S+/m.test(sdp) &&
    /^a=fingerprint:\S+ \S+/m.test(sdp)
  );
}
