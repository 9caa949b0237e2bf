/**
 * Marks what happens in the page, in epoch milliseconds, and counts peer connections. Loaded before anything else; wraps
 * constructors only, so that product, floor and peer are seen alike.
 */
const METER = `registerProcessor('meter', class extends AudioWorkletProcessor {
  constructor() { super(); this.hz = 0; this.wave = []; this.port.onmessage = (event) => { this.hz = event.data; }; }
  process([[channel]]) {
    if (!channel || this.hz === 0) return true;
    this.wave.push(...channel);
    if (this.wave.length < 256) return true;
    const k = 2 * Math.cos((2 * Math.PI * this.hz) / sampleRate);
    let a = 0;
    let b = 0;
    for (const value of this.wave) [a, b] = [value + k * a - b, a];
    const level = (2 * Math.sqrt(Math.max(0, a * a + b * b - k * a * b))) / this.wave.length;
    this.wave = [];
    if (level > 0.05) this.port.postMessage(level);
    return true;
  }
})`;

export const now = () => performance.timeOrigin + performance.now();
const marks = {};
let meters = [];
let listening = 0;
let open = 0;
let context;

const mark = (name) => void (marks[name] ??= now());

/** Starts over: from now on the first of everything is marked, and sound means a tone of `hz`. */
export function arm(hz) {
  for (const name of Object.keys(marks)) delete marks[name];
  listening = hz;
  for (const meter of meters) meter.port.postMessage(hz);
}
export const marked = () => ({ ...marks });
/** Marks something by hand. */
export const note = mark;
/** Peer connections that were made and not closed. */
export const connections = () => open;

/** Resolves with the marks once `name` is among them. */
export async function until(name, limitMs = 10_000) {
  const end = now() + limitMs;
  while (marks[name] === undefined) {
    if (now() > end) throw new Error(`No ${name} within ${limitMs} ms; seen: ${JSON.stringify(marks)}`);
    await new Promise((done) => setTimeout(done, 5));
  }
  return { ...marks };
}

/** Must be ready before the first call, or its own start would be measured. */
export async function prepareProbe() {
  context = new AudioContext({ latencyHint: 'interactive' });
  await context.audioWorklet.addModule(URL.createObjectURL(new Blob([METER], { type: 'text/javascript' })));
  await context.resume();
}
function listen(track) {
  if (track.kind !== 'audio' || !context) return;
  const meter = new AudioWorkletNode(context, 'meter', { numberOfOutputs: 0 });
  meter.port.postMessage(listening);
  meter.port.onmessage = () => mark('audio');
  context.createMediaStreamSource(new MediaStream([track])).connect(meter);
  meters.push(meter);
}

const NativePeer = RTCPeerConnection;
globalThis.RTCPeerConnection = class extends NativePeer {
  #closed = false;
  constructor(...args) {
    super(...args);
    open++;
    this.addEventListener('track', ({ track }) => listen(track));
    this.addEventListener('iceconnectionstatechange', () => mark(`ice ${this.iceConnectionState}`));
    this.addEventListener('connectionstatechange', () => mark(this.connectionState));
  }
  close() {
    if (!this.#closed) {
      this.#closed = true;
      open--;
      for (const meter of meters) meter.disconnect();
      meters = [];
    }
    super.close();
  }
};
const NativeSocket = WebSocket;
globalThis.WebSocket = class extends NativeSocket {
  constructor(...args) {
    super(...args);
    this.addEventListener('message', ({ data }) => {
      if (typeof data === 'string' && data.startsWith('INVITE ')) mark('offer');
    });
  }
  send(data) {
    if (typeof data === 'string' && /^SIP\/2.0 200/u.test(data) && /^CSeq: \d+ INVITE/mu.test(data)) mark('answered');
    if (typeof data === 'string' && /"call\.(answer|dial)"/u.test(data)) mark('asked');
    super.send(data);
  }
};
