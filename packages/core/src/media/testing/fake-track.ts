/** A microphone's track without a microphone. */
export class FakeTrack extends EventTarget {
  readonly kind = 'audio';
  readonly name: string;
  readonly clones: FakeTrack[] = [];
  enabled = true;
  readyState: 'live' | 'ended' = 'live';

  constructor(name: string) {
    super();
    this.name = name;
  }

  clone(): FakeTrack {
    const clone = new FakeTrack(`${this.name} clone ${this.clones.length + 1}`);
    this.clones.push(clone);
    return clone;
  }

  stop(): void {
    this.readyState = 'ended';
  }

  /** The device goes away. */
  pull(): void {
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
  }

  /** As the code under test sees it. */
  get asTrack(): MediaStreamTrack {
    return this as unknown as MediaStreamTrack;
  }
}
