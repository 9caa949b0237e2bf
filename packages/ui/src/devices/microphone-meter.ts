/** Twenty times a second. */
const EVERY_MS = 50;

/** How loud a microphone is, 0 to 1, until it is stopped; it asks for permission. Rejects as `getUserMedia` does. */
export async function meterMicrophone(deviceId: string | undefined, fn: (level: number) => void): Promise<() => void> {
  if (!navigator.mediaDevices) throw new DOMException('no microphone outside a secure page', 'NotFoundError');
  const stream = await navigator.mediaDevices.getUserMedia({ audio: deviceId ? { deviceId } : true });
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, one) => sum + one * one, 0) / samples.length;
    // Speech at arm's length fills most of the bar.
    fn(Math.min(1, Math.sqrt(power) * 4));
  }, EVERY_MS);
  // Made without a gesture, it sleeps until there is one.
  context.resume().catch(() => undefined);
  return () => {
    clearInterval(timer);
    for (const track of stream.getTracks()) track.stop();
    context.close().catch(() => undefined);
  };
}
