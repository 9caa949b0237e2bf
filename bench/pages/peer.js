import { arm, connections, note, now, prepareProbe, until } from './probe.js';
import { Registerer, UserAgent, Web } from 'sip.js';
import { openControl } from './control.js';
import { fetchToken } from './token.js';

/**
 * The same calls without the product. `raw`: a bare RTCPeerConnection answers, microphone in hand, nothing waited for
 * (the floor). `simpleuser`: sip.js's own SimpleUser with its defaults (the peer).
 */
let control;
let start;
let stop = async () => {};

class RawAnswer {
  #microphone;
  #peer = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
  constructor(microphone) {
    this.#microphone = microphone;
    const out = new Audio();
    this.#peer.addEventListener('track', ({ track }) => {
      out.srcObject = new MediaStream([track]);
      void out.play();
    });
  }
  async setDescription(sdp) {
    note('offerInHand');
    await this.#peer.setRemoteDescription({ type: 'offer', sdp });
    for (const track of this.#microphone.getTracks()) this.#peer.addTrack(track, this.#microphone);
  }
  async getDescription() {
    await this.#peer.setLocalDescription(await this.#peer.createAnswer());
    return { body: this.#peer.localDescription.sdp, contentType: 'application/sdp' };
  }
  hasDescription(type) {
    return type === 'application/sdp';
  }
  rollbackDescription() {
    return Promise.resolve();
  }
  sendDtmf() {
    return false;
  }
  close() {
    this.#peer.close();
  }
}

const credentials = ({ username, password }) => ({
  authorizationUsername: username,
  authorizationPassword: password,
  contactName: username,
  logBuiltinEnabled: false,
});
const socketUrl = ({ url }) => {
  const at = new URL(url, location.href);
  at.protocol = at.protocol.replace('http', 'ws');
  return at.href;
};

async function raw(account) {
  const microphone = await navigator.mediaDevices.getUserMedia({ audio: true });
  const agent = new UserAgent({
    ...credentials(account),
    uri: UserAgent.makeURI(account.uri),
    transportOptions: { server: socketUrl(account) },
    sessionDescriptionHandlerFactory: () => new RawAnswer(microphone),
    sendInitialProvisionalResponse: false,
    delegate: { onInvite: (invitation) => void invitation.accept() },
  });
  await agent.start();
  await new Promise((done, fail) => {
    void new Registerer(agent).register({ requestDelegate: { onAccept: done, onReject: fail } });
  });
  return () => agent.stop();
}
async function simpleuser(account) {
  const out = document.body.appendChild(document.createElement('audio'));
  const user = new Web.SimpleUser(socketUrl(account), {
    aor: account.uri,
    media: { constraints: { audio: true, video: false }, remote: { audio: out } },
    userAgentOptions: credentials(account),
  });
  user.delegate = { onCallReceived: () => void user.answer() };
  await user.connect();
  await new Promise((done, fail) => void user.register({ requestDelegate: { onAccept: done, onReject: fail } }));
  return () => user.disconnect();
}

globalThis.bench = {
  async prepare(agent, kind) {
    await prepareProbe();
    control = await openControl(await fetchToken(agent));
    await control.request('agent.setStatus', { status: 'idle' });
    start = kind === 'raw' ? raw : simpleuser;
  },
  async dial(number, hz) {
    arm(hz);
    const at = now();
    // As the product does: nobody's microphone is opened and no SIP socket before the first call.
    stop = await start(control.sip);
    const { sessionId: id } = await control.request('call.dial', { to: { number } });
    return { at, id, marks: await until('audio') };
  },
  async finish(id) {
    if (control.sessions.get(id)?.phase !== 'ended') await control.request('call.hangup', { sessionId: id });
    if (control.sessions.has(id)) await control.request('call.complete', { sessionId: id }).catch(() => {});
  },
  async close() {
    // Before the account goes, or sip.js waits 32 s for an answer to its last REGISTER.
    await Promise.race([stop().catch(() => {}), new Promise((done) => setTimeout(done, 1000))]);
    await control.request('bye', {}, false).catch(() => {});
    control.close();
  },
  connections,
};
