import { Core, URI } from 'sip.js';
import type { SipAccount } from '../../protocol/index.ts';
import type { SocketFactory, SocketLike } from '../../ports/index.ts';

const OWN = new URI('sip', 'centre', 'centre.invalid');
const CONTACT = `Contact: <${OWN.toString()}>`;

type Ending = { intent: string | undefined };

/** The centre's end of one INVITE. */
export interface FakeCentreLeg {
  /** The answer's body, or the final status that refused it and its reason header. */
  outcome: Promise<{ answer: string } | { status: number; reason: string | undefined }>;
  /** The page's BYE. */
  ended: Promise<Ending>;
  bye(): void;
  /** A new offer in the dialog; null asks for one, and `answer` comes in the ACK. Rejects with the status. */
  reinvite(sdp: string | null, answer?: string): Promise<string>;
  cancel(): void;
  /** Confirms the answer, where {@link InviteOptions.confirm} left that out. */
  ack(): void;
}

/** How the centre invites. */
export interface InviteOptions {
  /** The offer; null asks for one. Default `offer`. */
  sdp?: string | null;
  /** Default `application/sdp`. */
  type?: string;
  /** The body of the ACK. */
  answer?: string;
  /** Whether the ACK follows at once. Default true. */
  confirm?: boolean;
}

/** A centre in memory: sip.js's core behind sockets that this file makes, one core per account. */
export class FakeCentre {
  /** URLs of all sockets that were opened, oldest first. */
  readonly urls: string[] = [];
  /** Everything the page sent, raw. */
  readonly heard: string[] = [];
  readonly registers: { expires: string | undefined; authorized: boolean }[] = [];
  /** Set: new sockets close at once. */
  refusing = false;
  /** Set: a REGISTER gets this status; `0` means no answer. */
  registerStatus: number | null = null;
  #tickets = 0;
  #socket: FakeSocket | null = null;
  #contact: string | null = null;
  readonly #core = createCore(
    (message) => this.#socket?.deliver(message),
    (request) => this.#onRegister(request),
  );

  readonly open: SocketFactory = (url) => {
    this.urls.push(url);
    const socket = new FakeSocket((message) => this.#receive(message));
    this.#socket = socket;
    queueMicrotask(() => (this.refusing ? socket.drop(1006) : socket.accept()));
    return socket;
  };

  account(name = 'page1'): SipAccount {
    this.#tickets += 1;
    return {
      uri: `sip:${name}@centre.invalid`,
      username: name,
      password: 'secret',
      url: `ws://centre.invalid/sip?ticket=${this.#tickets}`,
      expiresAt: 0,
      iceServers: [{ urls: ['stun:centre.invalid'] }],
    };
  }

  /** The network takes the socket away. */
  drop(code = 1006): void {
    this.#socket?.drop(code);
  }

  /** Sends raw bytes to the page. */
  send(data: unknown): void {
    this.#socket?.deliver(data);
  }

  invite(headers: string[] = ['X-Callstation-Leg: leg1'], options: InviteOptions = {}): FakeCentreLeg {
    const target = Core.Grammar.URIParse(this.#contact ?? 'sip:nobody@centre.invalid');
    if (!target) throw new Error('The page has no contact.');
    const { sdp = 'offer', type } = options;
    const extra = [CONTACT, ...headers];
    const body = sdp === null ? undefined : sdpBody(sdp, type);
    const message = this.#core.makeOutgoingRequestMessage('INVITE', target, OWN, target, {}, extra, body);
    return new OutgoingLeg(this.#core, message, options);
  }

  close(): void {
    this.#core.dispose();
  }

  #receive(text: string): void {
    this.heard.push(text);
    const message = Core.Parser.parseMessage(text, this.#core.loggerFactory.getLogger('parser'));
    if (message instanceof Core.IncomingRequestMessage) {
      // The core answers only for the address it believes to be its own.
      if (message.ruri) this.#core.configuration.aor = message.ruri;
      this.#core.receiveIncomingRequestFromTransport(message);
    } else if (message instanceof Core.IncomingResponseMessage)
      this.#core.receiveIncomingResponseFromTransport(message);
  }

  #onRegister(request: Core.IncomingRegisterRequest): void {
    const { message } = request;
    const contact = message.getHeader('contact');
    const authorized = message.hasHeader('authorization');
    this.registers.push({ expires: contact?.match(/expires=(\d+)/)?.[1], authorized });
    if (this.registerStatus === 0) return;
    if (this.registerStatus !== null) request.reject({ statusCode: this.registerStatus });
    else if (!authorized) {
      const challenge = 'WWW-Authenticate: Digest realm="centre", nonce="n1", algorithm=MD5, qop="auth"';
      request.reject({ statusCode: 401, extraHeaders: [challenge] });
    } else {
      this.#contact = contact?.match(/<([^>]+)>/)?.[1] ?? null;
      request.accept({ statusCode: 200, extraHeaders: contact ? [`Contact: ${contact}`] : [] });
    }
  }
}

class OutgoingLeg implements FakeCentreLeg {
  readonly outcome: FakeCentreLeg['outcome'];
  readonly ended: Promise<Ending>;
  #session: Core.Session | null = null;
  readonly #request: Core.OutgoingInviteRequest;
  #ack: () => void = () => undefined;

  constructor(core: Core.UserAgentCore, message: Core.OutgoingRequestMessage, options: InviteOptions) {
    let onEnded: (ending: Ending) => void = () => undefined;
    let onOutcome: (outcome: Awaited<FakeCentreLeg['outcome']>) => void = () => undefined;
    this.ended = new Promise((resolve) => (onEnded = resolve));
    this.outcome = new Promise((resolve) => (onOutcome = resolve));
    this.#request = core.invite(message, {
      onAccept: (response) => {
        this.#session = response.session;
        response.session.delegate = {
          onBye: (bye) => {
            bye.accept();
            onEnded({ intent: bye.message.getHeader('x-callstation-intent') });
          },
        };
        this.#ack = () => response.ack(options.answer ? { body: sdpBody(options.answer) } : {});
        if (options.confirm !== false) this.ack();
        onOutcome({ answer: response.message.body });
      },
      onReject: ({ message: { statusCode }, message: answer }) =>
        onOutcome({ status: statusCode ?? 0, reason: answer.getHeader('x-callstation-reason') }),
    });
  }

  bye(): void {
    this.#live().bye();
  }

  cancel(): void {
    this.#request.cancel();
  }

  ack(): void {
    this.#ack();
  }

  reinvite(sdp: string | null, answer?: string): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#live().invite(
        {
          onAccept: (response) => {
            response.ack(answer ? { body: sdpBody(answer) } : {});
            resolve(response.message.body);
          },
          onReject: ({ message: { statusCode } }) => reject(new Error(String(statusCode))),
        },
        { extraHeaders: [CONTACT], ...(sdp === null ? {} : { body: sdpBody(sdp) }) },
      );
    });
  }

  #live(): Core.Session {
    if (!this.#session) throw new Error('not answered');
    return this.#session;
  }
}

function sdpBody(content: string, contentType = 'application/sdp'): Core.Body {
  return { contentDisposition: 'session', contentType, content };
}

class FakeSocket implements SocketLike {
  readyState = 0;
  onopen: SocketLike['onopen'] = null;
  onmessage: SocketLike['onmessage'] = null;
  onclose: SocketLike['onclose'] = null;
  onerror: SocketLike['onerror'] = null;
  readonly #toCentre: (message: string) => void;

  constructor(toCentre: (message: string) => void) {
    this.#toCentre = toCentre;
  }

  accept(): void {
    if (this.readyState !== 0) return;
    this.readyState = 1;
    this.onopen?.({} as never);
  }

  send(data: string): void {
    if (this.readyState !== 1) throw new Error('closed');
    queueMicrotask(() => this.#toCentre(data));
  }

  deliver(data: unknown): void {
    queueMicrotask(() => {
      if (this.readyState === 1) this.onmessage?.({ data });
    });
  }

  drop(code: number): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.onclose?.({ code, reason: '' });
  }

  close(): void {
    this.drop(1000);
  }
}

function createCore(
  send: (message: string) => void,
  onRegister: (request: Core.IncomingRegisterRequest) => void,
): Core.UserAgentCore {
  const uri = OWN;
  const loggerFactory = new Core.LoggerFactory();
  loggerFactory.builtinEnabled = false;
  return new Core.UserAgentCore(
    {
      aor: OWN.clone(),
      contact: { pubGruu: undefined, tempGruu: undefined, uri, toString: () => `<${uri.toString()}>` },
      displayName: '',
      loggerFactory,
      hackViaTcp: false,
      routeSet: [],
      sipjsId: 'centr',
      supportedOptionTags: [],
      supportedOptionTagsResponse: [],
      userAgentHeaderFieldValue: undefined,
      viaForceRport: false,
      viaHost: 'centre.invalid',
      authenticationFactory: () => undefined,
      transportAccessor: () => ({
        protocol: 'WS',
        send: (message: string) => {
          send(message);
          return Promise.resolve();
        },
      }),
    },
    { onRegister },
  );
}
