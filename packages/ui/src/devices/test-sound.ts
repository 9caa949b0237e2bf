const NOTES = [523.25, 659.25, 783.99];
const NOTE_S = 0.22;

type Sink = HTMLAudioElement & { setSinkId?: (id: string) => Promise<void> };

/** Plays three notes on that speaker; resolves when they are over. Where the browser cannot choose, on the usual one. */
export async function playTestSound(speaker?: string): Promise<void> {
  const context = new AudioContext();
  const out = context.createMediaStreamDestination();
  const audio: Sink = new Audio();
  try {
    if (speaker && audio.setSinkId) await audio.setSinkId(speaker);
    audio.srcObject = out.stream;
    await Promise.all([audio.play(), context.resume()]);
    const begin = context.currentTime + 0.05;
    const last = NOTES.map((frequency, at) => note(context, out, frequency, begin + at * NOTE_S)).at(-1);
    await new Promise<void>((over) => last?.addEventListener('ended', () => over()));
  } finally {
    audio.srcObject = null;
    await context.close();
  }
}

function note(context: AudioContext, out: AudioNode, frequency: number, at: number): OscillatorNode {
  const tone = new OscillatorNode(context, { frequency });
  const gain = new GainNode(context, { gain: 0 });
  gain.gain.setValueAtTime(0.0001, at);
  gain.gain.exponentialRampToValueAtTime(0.25, at + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.0001, at + NOTE_S);
  tone.connect(gain).connect(out);
  tone.start(at);
  tone.stop(at + NOTE_S);
  return tone;
}
