import type { Page } from 'playwright-core';

/** What a page played, every 50 ms: how loud, and where the spectrum has its peak. */
export interface Moment {
  at: number;
  rms: number;
  /** Hz, in steps of 31. */
  peak: number;
}

/** From now on notes what the page's new connections play. */
export async function listenForSpeech(page: Page): Promise<void> {
  await page.evaluate(() => {
    const moments: Moment[] = [];
    const Native = window.RTCPeerConnection;
    const listen = (track: MediaStreamTrack): void => {
      const context = new AudioContext({ sampleRate: 16_000 });
      const analyser = new AnalyserNode(context, { fftSize: 512, smoothingTimeConstant: 0 });
      context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
      const wave = new Float32Array(512);
      const bins = new Float32Array(256);
      setInterval(() => {
        analyser.getFloatTimeDomainData(wave);
        analyser.getFloatFrequencyData(bins);
        const rms = Math.sqrt(wave.reduce((sum, value) => sum + value * value, 0) / wave.length);
        moments.push({ at: performance.now(), rms, peak: (bins.indexOf(Math.max(...bins)) * 16_000) / 512 });
      }, 50);
    };
    window.RTCPeerConnection = class extends Native {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        this.addEventListener('track', ({ track }) => listen(track));
      }
    };
    Object.assign(window, { moments });
  });
}

/** The moments in which something sounded, and for how long altogether, milliseconds. */
export async function heardSpeech(page: Page): Promise<{ ms: number; peaks: number[] }> {
  const moments = await page.evaluate(() => window.moments);
  const loud = moments.filter(({ rms }) => rms > 0.01);
  const ms = (loud.at(-1)?.at ?? 0) - (loud[0]?.at ?? 0);
  return { ms, peaks: [...new Set(loud.map(({ peak }) => peak))].sort((a, b) => a - b) };
}

declare global {
  interface Window {
    moments: Moment[];
  }
}
