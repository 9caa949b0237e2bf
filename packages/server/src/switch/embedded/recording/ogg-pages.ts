/** Page header flags. */
const CONTINUED_NONE = 0;
const BEGIN = 2;
const END = 4;
const HEADER_BYTES = 27;
const MAX_SEGMENTS = 255;

/**
 * Packets of one logical stream as the pages of an Ogg file (RFC 3533). A page is complete in itself: a file that breaks off
 * can be played up to its last one.
 */
export class OggPages {
  readonly #serial: number;
  #sequence = 0;
  #packets: Uint8Array[] = [];
  #segments = 0;
  #granule = 0n;

  /** @param serial number of the stream, 32 bits. */
  constructor(serial: number) {
    this.#serial = serial >>> 0;
  }

  /** Whether the packet still fits on the page under way. */
  fits(packet: Uint8Array): boolean {
    return this.#segments + segmentsOf(packet) <= MAX_SEGMENTS;
  }

  /** Puts a packet on the page under way; `granule` is the position at its end. */
  add(packet: Uint8Array, granule: bigint): void {
    this.#packets.push(packet);
    this.#segments += segmentsOf(packet);
    this.#granule = granule;
  }

  /** Finishes the page under way. `last`: nothing follows. */
  page(last = false): Uint8Array {
    const lacing = this.#packets.flatMap((packet) => lacingOf(packet));
    const body = this.#packets.reduce((sum, packet) => sum + packet.length, 0);
    const bytes = Buffer.alloc(HEADER_BYTES + lacing.length + body);
    bytes.write('OggS', 0, 'latin1');
    bytes[5] = (this.#sequence === 0 ? BEGIN : CONTINUED_NONE) | (last ? END : 0);
    bytes.writeBigInt64LE(this.#granule, 6);
    bytes.writeUInt32LE(this.#serial, 14);
    bytes.writeUInt32LE(this.#sequence++, 18);
    bytes[26] = lacing.length;
    bytes.set(lacing, HEADER_BYTES);
    let at = HEADER_BYTES + lacing.length;
    for (const packet of this.#packets) {
      bytes.set(packet, at);
      at += packet.length;
    }
    bytes.writeUInt32LE(oggChecksum(bytes), 22);
    this.#packets = [];
    this.#segments = 0;
    return bytes;
  }
}

function segmentsOf(packet: Uint8Array): number {
  return Math.floor(packet.length / 255) + 1;
}

function lacingOf(packet: Uint8Array): number[] {
  return [...Array.from({ length: Math.floor(packet.length / 255) }, () => 255), packet.length % 255];
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24;
  for (let bit = 0; bit < 8; bit++) value = value & 0x8000_0000 ? (value << 1) ^ 0x04c1_1db7 : value << 1;
  return value >>> 0;
});

/** The checksum of a page whose own checksum field is zero. */
export function oggChecksum(page: Uint8Array): number {
  let value = 0;
  for (const byte of page) value = ((value << 8) ^ (TABLE[((value >>> 24) ^ byte) & 0xff] ?? 0)) >>> 0;
  return value;
}
