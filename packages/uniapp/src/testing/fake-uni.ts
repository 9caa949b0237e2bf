import { fakeAgent, fakeState, type SocketHub } from '@callstation/testkit';
import type { AgentPhone } from '@callstation/core';
import type { State } from '@callstation/core/model';
import {
  type CallstationError,
  decodeRequest,
  encodeError,
  encodeResult,
  encodeUpdate,
  type DecodedRequest,
} from '@callstation/core/protocol';

import type { Uni, UniAudio, UniSocketTask } from '../uni.ts';

/** uni-app's global as a mini-program has it, over sockets of the testkit. */
export interface FakeUni extends Uni {
  /** What players were told, oldest first. */
  readonly played: string[];
  /** The piece that plays is at its end. */
  endMusic(): void;
  /** What is told to `onAppShow` and its kin. */
  tell(what: 'show' | 'hide' | 'online' | 'offline'): void;
  /** Answers of `uni.request`, by URL; without one it fails. */
  readonly answers: Map<string, { statusCode: number; data: unknown }>;
  readonly asked: { url: string; data: string }[];
  readonly plugins: Map<string, unknown>;
}

/** Makes one. `music`: how a player takes what it is given. */
export function createFakeUni(hub: SocketHub, music: 'plays' | 'fails' = 'plays'): FakeUni {
  const played: string[] = [];
  const answers: FakeUni['answers'] = new Map();
  const asked: FakeUni['asked'] = [];
  const plugins = new Map<string, unknown>();
  const heard = { show: new Set<() => void>(), hide: new Set<() => void>() };
  const network = new Set<(status: { isConnected: boolean }) => void>();
  let ended: () => void = () => undefined;
  return {
    ...{ played, answers, asked, plugins },
    endMusic: () => ended(),
    tell(what) {
      if (what === 'show' || what === 'hide') for (const fn of heard[what]) fn();
      else for (const fn of network) fn({ isConnected: what === 'online' });
    },
    connectSocket: ({ url, protocols }) => socketTask(hub, url, protocols[0] ?? ''),
    request({ url, data, success, fail }) {
      asked.push({ url, data });
      const answer = answers.get(url);
      queueMicrotask(() => (answer ? success(answer) : fail({ errMsg: 'request:fail' })));
    },
    createInnerAudioContext: () => audio(played, music, (fn) => void (ended = fn)),
    onAppShow: (fn) => void heard.show.add(fn),
    offAppShow: (fn) => void heard.show.delete(fn),
    onAppHide: (fn) => void heard.hide.add(fn),
    offAppHide: (fn) => void heard.hide.delete(fn),
    onNetworkStatusChange: (fn) => void network.add(fn),
    offNetworkStatusChange: (fn) => void network.delete(fn),
    requireNativePlugin: (name) => plugins.get(name),
  };
}

function socketTask(hub: SocketHub, url: string, protocol: string): UniSocketTask {
  const socket = hub.factory(url, protocol);
  return {
    send: ({ data }) => socket.send(data),
    close: ({ code, reason }) => socket.close(code, reason),
    onOpen: (fn) => void (socket.onopen = fn),
    onMessage: (fn) => void (socket.onmessage = fn),
    onClose: (fn) => void (socket.onclose = fn),
    onError: () => undefined,
  };
}

function audio(played: string[], music: 'plays' | 'fails', onEnded: (fn: () => void) => void): UniAudio {
  let [begun, failed]: [() => void, (error: { errMsg?: string }) => void] = [() => undefined, () => undefined];
  return {
    src: '',
    loop: false,
    play() {
      played.push(`play ${this.src}${this.loop ? ' for ever' : ''}`);
      queueMicrotask(() => (music === 'plays' ? begun() : failed({ errMsg: 'no such file' })));
    },
    stop: () => void played.push('stop'),
    destroy: () => void played.push('destroy'),
    onEnded,
    onPlay: (fn) => void (begun = fn),
    onError: (fn) => void (failed = fn),
  };
}

/** A centre at the other end of those sockets, which signs anybody in and says yes to all, or what `refuse` says. */
export class TinyCentre {
  readonly requests: DecodedRequest[] = [];
  readonly hub: SocketHub;
  state: State = fakeState();
  refuse: (request: DecodedRequest) => CallstationError | null = () => null;
  #seq = 0;

  constructor(hub: SocketHub) {
    this.hub = hub;
    hub.onconnection = (server) => {
      server.onmessage = (text) => {
        const request = decodeRequest(text);
        if (!request.ok || request.method === 'alive') return;
        this.requests.push(request);
        const error = this.refuse(request);
        if (error) return server.send(encodeError(request.id, error.toData()));
        if (request.method !== 'hello') return server.send(encodeResult(request.id, null));
        const { pageId } = request.params;
        this.state = { ...this.state, agent: { ...this.state.agent, leadPage: pageId } };
        const hello = { epoch: 'e1', seq: this.#seq, serverTime: Date.now(), leaseMs: 30_000, sip: null };
        server.send(encodeResult(request.id, { ...hello, state: this.state }));
      };
    };
  }

  /** Methods that were asked for, but for the sign-in. */
  get asked(): [string, unknown][] {
    return this.requests
      .filter(({ method }) => method !== 'hello' && method !== 'page.report')
      .map(({ method, params }) => [method, params]);
  }

  /** The agent takes calls there from now on. */
  tellPhone(phone: AgentPhone): void {
    this.tell({ type: 'agent', agent: { ...this.state.agent, phone }, cause: 'agentChanged' });
  }

  tell(update: Parameters<typeof encodeUpdate>[2]): void {
    if (update.type === 'agent') this.state = { ...this.state, agent: update.agent };
    this.#seq += 1;
    this.hub.connections.at(-1)?.send(encodeUpdate('e1', this.#seq, update));
  }
}

/** An agent whose mobile the centre knows. */
export const atMobile = (): State => fakeState({ agent: fakeAgent('alice', { phone: { mode: 'mobile' } }) });
