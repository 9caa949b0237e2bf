/** The parts of a browser the media engine stands on. */
export interface MediaEnvironment {
  getUserMedia(constraints: MediaStreamConstraints): Promise<MediaStream>;
  enumerateDevices(): Promise<MediaDeviceInfo[]>;
  /** Calls `fn` when a device came or went; returns the end. */
  onDeviceChange(fn: () => void): () => void;
  createPeerConnection(configuration: RTCConfiguration): RTCPeerConnection;
  createAudioContext(): AudioContext;
  createAudioElement(): HTMLAudioElement;
  createStream(tracks: MediaStreamTrack[]): MediaStream;
}
