import type { Peer } from './peer.ts';

/**
 * The peers that share one leg's name: one, or for a moment two while a fresh one takes over. The owner is whose facts,
 * loudness and mute are shown; a fresh peer becomes it when its media flows, so that a take-over is never seen as a loss.
 */
export class LegSlot {
  readonly #peers: Peer[] = [];
  #owner: Peer | null = null;

  get owner(): Peer | null {
    return this.#owner;
  }

  /** The youngest, which `leg()` hands out. */
  get newest(): Peer | null {
    return this.#peers[this.#peers.length - 1] ?? null;
  }

  get peers(): readonly Peer[] {
    return this.#peers;
  }

  add(peer: Peer): void {
    this.#peers.push(peer);
    this.#owner ??= peer;
  }

  /** Takes note of the peer's facts. */
  heard(peer: Peer): void {
    if (peer === this.newest && peer.facts.ice === 'connected') this.#owner = peer;
  }

  remove(peer: Peer): void {
    const index = this.#peers.indexOf(peer);
    if (index >= 0) this.#peers.splice(index, 1);
    if (this.#owner === peer) this.#owner = this.newest;
  }
}
