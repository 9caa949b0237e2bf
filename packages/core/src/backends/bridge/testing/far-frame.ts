import { createFakeClock, createFakeLogger, fakeAgent, fakeOffer } from '@callstation/testkit';

import { openLab } from '../../../media/testing/lab.ts';
import { createPageSip } from '../../../sip/create-page-sip.ts';
import { FakeCentre } from '../../../sip/testing/fake-centre.ts';
import { callcenter } from '../../callcenter/callcenter.ts';
import { activeAt } from '../../callcenter/testing/connected-page.ts';
import { ScriptedCentre } from '../../callcenter/testing/scripted-centre.ts';
import { serveBridge } from '../serve-bridge.ts';

/** The far page's world, as a test in the page around it sees it. */
export interface FarFrame {
  /** A text of the near half. */
  receive(text: string): void;
  /** A call is offered to whoever is signed in. */
  offer(): void;
  /** The centre connects its customer with this page; resolves when the sound may flow. */
  invite(): Promise<void>;
  /** How loud the customer hears the microphone, and the page the customer. */
  hears(): { customer: number; page: number };
  /** The root of the mean square of what the customer hears. */
  rms(): number;
  readonly connections: readonly RTCPeerConnection[];
}

/** The page around it. */
export interface AroundFar extends Window {
  farFrame?: (frame: FarFrame) => (text: string) => void;
}

const MICROPHONE = 440;
const CUSTOMER = 1320;

/** A frame with the whole far half in it: bridge, backend, SIP and real media, and a centre that only speaks the protocols. */
function open(around: AroundFar): void {
  const control = new ScriptedCentre(createFakeClock());
  const centre = new FakeCentre();
  const lab = openLab();
  const page = lab.engine({ page: MICROPHONE });
  const customer = lab.engine({ customer: CUSTOMER });
  const listeners = new Set<(text: string) => void>();
  const session = (change: object = {}): void => {
    const { pageId } = control.hellos.at(-1)?.params ?? { pageId: '' };
    control.publish({ type: 'session', session: activeAt(pageId, change), cause: 'sessionActive' });
  };
  control.answers.set('call.answer', () => (session(), null));
  control.answers.set('call.mute', () => (session({ mute: 'on' }), null));
  control.answers.set('call.unmute', () => (session({ mute: 'off' }), null));
  const frame: FarFrame = {
    connections: page.connections,
    receive: (text) => listeners.forEach((fn) => fn(text)),
    offer() {
      const { pageId } = control.hellos.at(-1)?.params ?? { pageId: '' };
      control.publish({ type: 'agent', agent: fakeAgent('alice', { leadPage: pageId }), cause: 'agentChanged' });
      control.publish({ type: 'session', session: fakeOffer('s1'), cause: 'sessionOffered' });
    },
    async invite() {
      const leg = customer.media.leg('audio', { video: false, iceServers: [], fresh: true });
      await customer.media.acquire({ video: false });
      const outcome = await centre.invite(['X-Callstation-Leg: one'], { sdp: await leg.offer() }).outcome;
      if (!('answer' in outcome)) throw new Error(`refused with ${outcome.status}`);
      await leg.accept(outcome.answer);
    },
    rms: customer.rms,
    hears: () => ({ customer: customer.hears(MICROPHONE), page: page.hears(CUSTOMER) }),
  };
  const up = around.farFrame?.(frame);
  const port = {
    post: (text: string): void => up?.(text),
    onMessage(fn: (text: string) => void) {
      listeners.add(fn);
      return () => void listeners.delete(fn);
    },
  };
  serveBridge(port, ({ settings, token }) =>
    callcenter({
      ...{ url: String(settings['url']), token, media: page.media },
      ports: {
        ...{ socket: control.hub.factory, logger: createFakeLogger() },
        sip: (options) =>
          createPageSip({
            ...options,
            socket: centre.open,
            account: async () => ({ ...centre.account(), iceServers: [] }),
          }),
      },
    }),
  );
}

open(parent);
