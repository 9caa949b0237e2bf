import { afterEach, expect, it } from 'vitest';

import { createWorkstation } from '../../client/create-workstation.ts';
import { HEARD, until } from '../../media/testing/lab.ts';
import { bridge } from './bridge.ts';
import { plainPorts } from '../../ports/defaults/plain-ports.ts';
import type { AroundFar, FarFrame } from './testing/far-frame.ts';

const around: AroundFar = window;
let element: HTMLIFrameElement | null = null;
let far: FarFrame | null = null;
const listeners = new Set<(text: string) => void>();

/** A frame with the far half, in a JavaScript world of its own; the one before is gone without a word. */
function openFrame(): void {
  element?.remove();
  far = null;
  element = document.createElement('iframe');
  element.allow = 'microphone; autoplay';
  const source = new URL('./testing/far-frame.ts', import.meta.url).href;
  element.srcdoc = `<script type="module" src="${source}"></script>`;
  const mine = element;
  around.farFrame = (frame) => {
    far = frame;
    return (text) => {
      // A later task, and nothing from a frame that is gone.
      setTimeout(() => mine === element && listeners.forEach((fn) => fn(text)));
    };
  };
  document.body.append(element);
}

const port = {
  post(text: string): void {
    const to = far;
    setTimeout(() => to !== null && to === far && to.receive(text));
  },
  onMessage(fn: (text: string) => void) {
    listeners.add(fn);
    return () => void listeners.delete(fn);
  },
};
const hears = () => far?.hears() ?? { customer: 0, page: 0 };

afterEach(() => {
  element?.remove();
  element = far = null;
});

it('a call with real sound is made from one frame in another, muted, and heard again after that frame was killed', async () => {
  const workstation = createWorkstation({
    backend: bridge({ port, token: () => 'token', settings: { url: 'https://centre.test/seat' } }),
    ports: plainPorts,
  });
  openFrame();
  await until(() => far !== null, 30_000);
  await workstation.connect();
  far?.offer();
  await until(() => workstation.getSnapshot().currentCallId === 's1');
  await workstation.calls.answer('s1');
  const { page } = workstation.getSnapshot();
  expect([page.sip, page.microphone]).toEqual(['registered', 'ok']);
  await far?.invite();
  await until(() => hears().customer > HEARD && hears().page > HEARD);
  // A connection of the other world's own kind: nothing of it is here.
  expect(far?.connections[0]).not.toBeInstanceOf(RTCPeerConnection);
  expect(far?.connections[0]?.connectionState).toBe('connected');
  await until(() => workstation.getSnapshot().page.media['audio']?.ice === 'connected');

  const heard: { mic: number; peer: number }[] = [];
  const stop = workstation.levels('s1', (levels) => heard.push(levels));
  await until(() => heard.some(({ mic, peer }) => mic > 0.01 && peer > 0.01));
  stop();

  await workstation.calls.mute('s1');
  await until(() => hears().customer === 0);
  expect(hears().page).toBeGreaterThan(HEARD);
  await workstation.calls.unmute('s1');
  await until(() => hears().customer > HEARD);

  const customerHears = (wanted: number): Promise<void> =>
    until(() => Math.abs((far?.rms() ?? 0) - wanted) <= wanted / 10);
  const plain = 0.3 / Math.SQRT2;
  await customerHears(plain);
  await workstation.devices.setVolume({ microphone: 0.5 });
  await customerHears(plain / 2);
  expect(workstation.getSnapshot().page.volume).toEqual({ microphone: 0.5, speaker: 1 });

  openFrame();
  await until(() => far !== null, 30_000);
  await until(() => workstation.getSnapshot().page.pageId !== page.pageId);
  await until(() => workstation.getSnapshot().page.connection.state === 'ready');
  far?.offer();
  await until(() => workstation.getSnapshot().sessions[0]?.phase === 'offered');
  await workstation.calls.answer('s1');
  await far?.invite();
  await until(() => hears().customer > HEARD && hears().page > HEARD);
  await customerHears(plain / 2);
  expect(hears().customer).toBeGreaterThan(HEARD);
  await workstation.close();
}, 90_000);
