import { FakeTrack } from './fake-track.ts';

/** An AudioContext that only an amplifier wants, without sound: what goes into it, and how loud it comes out. */
export class FakeContext extends EventTarget {
  /** What is plugged in now. */
  readonly inputs = new Set<unknown>();
  readonly output = new FakeTrack('amplified');
  readonly currentTime = 0;
  /** What the gain was last set to. */
  volume = 1;
  state: AudioContextState = 'suspended';
  resumed = 0;

  createMediaStreamDestination(): unknown {
    return { stream: { getAudioTracks: () => [this.output] } };
  }

  createGain(): unknown {
    const setVolume = (volume: number): void => void (this.volume = volume);
    const gain = {
      cancelScheduledValues: () => undefined,
      setValueAtTime: () => undefined,
      linearRampToValueAtTime: setVolume,
      set value(volume: number) {
        setVolume(volume);
      },
    };
    return { gain, connect: () => undefined };
  }

  createMediaStreamSource(stream: unknown): unknown {
    return {
      connect: () => void this.inputs.add(stream),
      disconnect: () => void this.inputs.delete(stream),
    };
  }

  resume(): Promise<void> {
    this.resumed += 1;
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.become('closed');
    return Promise.resolve();
  }

  /** The browser starts, stops or takes its sound. */
  become(state: AudioContextState): void {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }

  /** As the code under test sees it. */
  get asContext(): AudioContext {
    return this as unknown as AudioContext;
  }
}
