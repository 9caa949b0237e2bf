/**
 * Runs in the page before its scripts: gives the product a microphone that hums one tone, and listens to what every peer
 * connection plays. The real microphone is captured too, as in life, so that autoplay rules are the same.
 */
export function pageAudio(hz: number): void {
  const TONES = [425, 440, 660, 880, 1000, 1200, 1260, 1400, 1600, 1800, 2000, 2200, 2400];
  const hum = { hz, tones: [] as OscillatorNode[] };
  const getUserMedia = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    const real = await getUserMedia(constraints);
    const context = new AudioContext();
    const tone = new OscillatorNode(context, { frequency: hum.hz });
    hum.tones.push(tone);
    const gain = new GainNode(context, { gain: 0.3 });
    const out = new MediaStreamAudioDestinationNode(context);
    tone.connect(gain).connect(out);
    tone.start();
    // An audio context is silent at first; a microphone that is handed out hears the room.
    while (context.currentTime < 0.05) await new Promise((resolve) => setTimeout(resolve, 5));
    const [track] = out.stream.getAudioTracks();
    const stop = track?.stop.bind(track);
    if (track && stop)
      track.stop = () => {
        for (const used of real.getTracks()) used.stop();
        stop();
      };
    return out.stream;
  };

  const ear = { samples: [] as { at: number; rms: number; tones: Record<number, number> }[] };
  const listen = (track: MediaStreamTrack): void => {
    if (track.kind !== 'audio') return;
    const context = new AudioContext({ sampleRate: 16_000 });
    const analyser = new AnalyserNode(context, { fftSize: 2048, smoothingTimeConstant: 0 });
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    const wave = new Float32Array(800);
    const timer = setInterval(() => {
      if (track.readyState === 'ended') {
        clearInterval(timer);
        void context.close();
        return;
      }
      void context.resume();
      analyser.getFloatTimeDomainData(wave);
      ear.samples.push(measure(wave, context.sampleRate));
      if (ear.samples.length > 6000) ear.samples.splice(0, 3000);
    }, 25);
  };
  const measure = (wave: Float32Array, rate: number) => {
    let power = 0;
    for (const value of wave) power += value * value;
    const tones: Record<number, number> = {};
    for (const tone of TONES) {
      const k = 2 * Math.cos((2 * Math.PI * tone) / rate);
      let s1 = 0;
      let s2 = 0;
      for (const value of wave) [s1, s2] = [value + k * s1 - s2, s1];
      tones[tone] = (2 * Math.sqrt(Math.max(0, s1 * s1 + s2 * s2 - k * s1 * s2))) / wave.length;
    }
    return { at: Date.now(), rms: Math.sqrt(power / wave.length), tones };
  };
  const Native = RTCPeerConnection;
  const opened: RTCPeerConnection[] = [];
  /** When each connection carried and was closed, in order. */
  const times: { connected: number | null; closed: number | null }[] = [];
  window.RTCPeerConnection = class extends Native {
    readonly #time: (typeof times)[number];
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      opened.push(this);
      this.addEventListener('track', (event) => listen(event.track));
      const time = { connected: null as number | null, closed: null as number | null };
      times.push(time);
      this.#time = time;
      this.addEventListener('connectionstatechange', () => {
        if (this.connectionState === 'connected') time.connected ??= Date.now();
      });
    }

    override close(): void {
      this.#time.closed ??= Date.now();
      super.close();
    }
  };
  Object.assign(window, {
    hum: (other: number) => {
      hum.hz = other;
      for (const { frequency } of hum.tones) frequency.value = other;
    },
    ear: {
      /** The loudest this tone was within the last `ms`. */
      max: (tone: number, ms: number) =>
        Math.max(0, ...ear.samples.filter(({ at }) => at > Date.now() - ms).map(({ tones }) => tones[tone] ?? 0)),
      rms: (ms: number) => Math.max(0, ...ear.samples.filter(({ at }) => at > Date.now() - ms).map(({ rms }) => rms)),
      /** When this tone was heard first, epoch milliseconds. */
      first: (tone: number) => ear.samples.find(({ tones }) => (tones[tone] ?? 0) > 0.02)?.at ?? null,
      /** What was heard until now counts no more. */
      forget: () => void ear.samples.splice(0),
      times: () => times,
      connections: () => opened.filter(({ connectionState }) => connectionState !== 'closed').length,
    },
  });
}
