import {
  applyUpdate,
  type ConnectionState,
  type ErrorData,
  type PageFacts,
  type State,
  type Update,
} from '../../model/index.ts';
import {
  CallstationError,
  type Method,
  type Params,
  type Requests,
  type Result,
  type SipAccount,
} from '../../protocol/index.ts';
import { ControlLink } from './control-link.ts';
import { socketUrl } from './control-url.ts';
import { isLive } from './live.ts';
import type { ControlLinkPorts } from './control-link.types.ts';
import { PageAudio } from './page-audio.ts';
import type { PageParts } from './page-parts.ts';
import type { TokenSource } from './token-source.ts';

/** What a seat is made with. */
export interface SeatOptions {
  url: string;
  pageId: string;
  ports: ControlLinkPorts;
  tokens: TokenSource;
  parts: PageParts;
  sink: (update: Update) => void;
}

type Handlers = {
  [M in Method]?: (params: Requests[M][0], send: () => Promise<Requests[M][1]>) => Promise<Requests[M][1]>;
};

/** One page between `connect` and `close`: the control link, the mirror of the truth, and the rules for its sound. */
export class Seat {
  readonly #options: SeatOptions;
  readonly #link: ControlLink;
  readonly #audio: PageAudio;
  readonly #handlers: Handlers;
  readonly #stopVisibility: () => void;
  #state: State | null = null;
  #sip: SipAccount | null = null;
  #offset = 0;
  #signIns = 0;
  #shown: { state: ConnectionState; since: number } = { state: 'closed', since: 0 };

  constructor(options: SeatOptions) {
    this.#options = options;
    const { ports, parts, pageId, url, tokens, sink } = options;
    this.#link = new ControlLink({ url, pageId }, tokens, ports, {
      state: (state, error) => this.#connection(state, error),
      hello: (result) => this.#hello(result),
      update: (update) => this.#take(update),
    });
    this.#audio = new PageAudio({
      pageId,
      logger: ports.logger,
      media: parts.media,
      sip: parts.sip,
    });
    this.#handlers = handlersOf(this.#audio, this.#link, () => this.#signIns);
    const visible = (): void => sink({ type: 'page', page: { visible: ports.visibility.visible() } });
    visible();
    this.#stopVisibility = ports.visibility.subscribe(visible);
  }

  connect(): Promise<void> {
    return this.#link.connect();
  }

  request<M extends Method>(method: M, params: Params<M>, commandId?: string): Promise<Result<M>> {
    const send = (): Promise<Result<M>> => this.#link.request(method, params, commandId);
    const handler = this.#handlers[method];
    return handler ? handler(params, send) : send();
  }

  /** A SIP account with an unused ticket: the one that came with hello, else a fresh one. Its URL is absolute. */
  async account(): Promise<SipAccount> {
    const [own, now] = [this.#sip, this.#options.ports.clock.now() + this.#offset];
    this.#sip = null;
    const account = own && own.expiresAt > now ? own : await this.#link.request('sipAccount', {});
    return { ...account, url: socketUrl(account.url, this.#options.url) };
  }

  /** Something became known of the page's own sound. */
  learnt({ microphone, output }: Partial<PageFacts>): void {
    if (microphone === undefined && output === undefined) return;
    this.#link.health({ ...(microphone && { microphone }), ...(output && { output }) });
  }

  /** See {@link PageAudio.mayListen}. */
  get mayListen(): boolean {
    return this.#audio.mayListen;
  }

  async close(): Promise<void> {
    this.#stopVisibility();
    this.#options.tokens.stop();
    this.#link.close();
    await this.#options.parts.close();
  }

  #connection(state: ConnectionState, error: ErrorData | undefined): void {
    if (state !== this.#shown.state) this.#shown = { state, since: Math.round(this.#options.ports.clock.now()) };
    const connection = { ...this.#shown, ...(error ? { error } : {}) };
    this.#options.sink({ type: 'page', page: { connection } });
    this.#observe();
  }

  #hello({ state, sip, serverTime }: Result<'hello'>): void {
    this.#signIns++;
    const offset = Math.round(serverTime - this.#options.ports.clock.now());
    this.#offset = offset;
    this.#sip = sip;
    this.#options.sink({ type: 'page', page: { clockOffset: offset } });
    if (state) this.#take({ type: 'reset', state });
  }

  #take(update: Update): void {
    if (update.type === 'reset') this.#state = update.state;
    else if (this.#state) this.#state = applyUpdate(this.#state, update);
    this.#options.sink(update);
    if (update.type === 'session') this.#observe(update.session.id);
    else if (update.type !== 'signal' && update.type !== 'append') this.#observe();
  }

  #observe(touched?: string): void {
    this.#link.setInCall(this.#state?.sessions.some(isLive) ?? false);
    try {
      this.#audio.observe(this.#state, this.#link.state, touched);
    } catch (error) {
      // Sound that fails must not stop the updates.
      this.#options.ports.logger.error('the sound could not follow the call', { error: String(error) });
    }
  }
}

/** Requests that need the page's sound before, beside or instead of the wire. */
function handlersOf(audio: PageAudio, link: ControlLink, signIns: () => number): Handlers {
  const prepared =
    <M extends 'call.answer' | 'call.dial' | 'call.takeMedia' | 'supervisor.listen'>(here = false) =>
    async (params: Params<M>, send: () => Promise<Result<M>>): Promise<Result<M>> => {
      if (!link.wanted) return send();
      await audio.prepare({ video: 'video' in params && params.video === true, here });
      return send();
    };
  return {
    'call.answer': prepared<'call.answer'>(),
    'call.dial': prepared<'call.dial'>(),
    'call.takeMedia': prepared<'call.takeMedia'>(true),
    'supervisor.listen': prepared<'supervisor.listen'>(),
    'call.mute': ({ sessionId }, send) => audio.mute.wish(sessionId, send),
    async 'call.hangup'({ sessionId }, send) {
      if (link.state !== 'ready' && (await audio.hangup(sessionId).catch(() => false))) return null;
      const before = signIns();
      try {
        return await send();
      } catch (error) {
        // It went out on a later connection than it was asked on: the call ended in between, which is what was wanted.
        if (signIns() !== before && CallstationError.from(error).code === 'notFound') return null;
        throw error;
      }
    },
  };
}
