/** What one leg sends: a clone of the microphone that mute and hold silence, replaceable while it runs. */
export class OutgoingTrack {
  readonly #clones = new Set<MediaStreamTrack>();
  #sender: RTCRtpSender | null = null;
  #current: MediaStreamTrack | null = null;
  #muted = false;
  #held = false;

  /** The clone that is being sent; null before {@link send}. */
  get current(): MediaStreamTrack | null {
    return this.#current;
  }

  get muted(): boolean {
    return this.#muted;
  }

  get held(): boolean {
    return this.#held;
  }

  /** Where DTMF goes; null when nothing is sent yet. */
  get sender(): RTCRtpSender | null {
    return this.#sender;
  }

  setMuted(on: boolean): void {
    this.#muted = on;
    this.#apply();
  }

  setHeld(on: boolean): void {
    this.#held = on;
    this.#apply();
  }

  /** Sends a clone of `source` on `sender` in the place of what was sent. */
  async send(sender: RTCRtpSender, source: MediaStreamTrack): Promise<void> {
    const old = this.#current;
    const clone = source.clone();
    this.#clones.add(clone);
    this.#sender = sender;
    this.#current = clone;
    // Before replaceTrack, not after: a muted leg must not leak one packet. The old clone stays in the set, because it is
    // what is heard until replaceTrack resolves, and a mute in between must reach it too.
    this.#apply();
    try {
      await sender.replaceTrack(clone);
    } finally {
      if (old) this.#end(old);
      if (this.#current !== clone) this.#end(clone);
    }
  }

  stop(): void {
    this.#current = null;
    this.#sender = null;
    for (const clone of [...this.#clones]) this.#end(clone);
  }

  #apply(): void {
    for (const clone of this.#clones) clone.enabled = !this.#muted && !this.#held;
  }

  #end(clone: MediaStreamTrack): void {
    this.#clones.delete(clone);
    clone.stop();
  }
}
