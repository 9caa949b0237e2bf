import { createHash, randomUUID } from 'node:crypto';
import {
  DigestAuthentication,
  IncomingRequestMessage,
  IncomingResponseMessage,
  LoggerFactory,
  Parser,
  SessionState,
  URI,
  UserAgentCore,
  type IncomingInviteRequest,
  type Session,
} from 'sip.js/lib/core/index.js';
import { WebSocket } from 'ws';
import type { SipAccount } from '@callstation/core/protocol';
import { eventually } from './eventually.ts';
import { PageMedia } from './page-media.ts';

/** One leg at the page. */
export interface PhoneLeg {
  /** X-Callstation-Leg of its INVITE. */
  id: string;
  headers: (name: string) => string | undefined;
  media: PageMedia;
  session: Session | null;
  over: boolean;
}

/** How the page meets an INVITE: answers, answers without ever sending or taking media, refuses, or says nothing. */
export type Manners = 'answer' | 'deaf' | 'refuse' | 'ignore';

const HOST = 'page.invalid';

/** A page's SIP side, played in Node: registers with digest, auto-answers, has real media. */
export class PagePhone {
  readonly legs: PhoneLeg[] = [];
  /** Raw text of everything the switch sent. */
  readonly received: string[] = [];
  /** Makes the media of each leg. */
  media: () => Promise<PageMedia> = () => PageMedia.create();
  manners: (invite: number) => Manners = () => 'answer';
  /** Messages of the switch that never arrive. */
  loses: (text: string) => boolean = () => false;
  /** What becomes of the page's messages on their way. */
  rewrites: (text: string) => string = (text) => text;
  /** Messages of the page that never leave it. */
  keeps: (text: string) => boolean = () => false;
  #socket: WebSocket | null = null;
  #account: SipAccount;
  readonly #base: string;
  readonly #core: UserAgentCore;
  readonly #config;
  readonly #logs = new LoggerFactory();
  #invites = 0;

  /** `base` is the switch's WebSocket origin, like `ws://127.0.0.1:1234`. */
  constructor(base: string, account: SipAccount) {
    this.#base = base;
    this.#account = account;
    this.#logs.builtinEnabled = false;
    const user = account.username;
    const contact = new URI('sip', user, HOST, undefined, { transport: 'ws' });
    this.#config = {
      aor: new URI('sip', user, 'callstation.invalid'),
      contact: { pubGruu: undefined, tempGruu: undefined, uri: contact, toString: () => `<${contact.toString()}>` },
      displayName: '',
      loggerFactory: this.#logs,
      hackViaTcp: false,
      routeSet: [],
      sipjsId: randomUUID().slice(0, 5),
      supportedOptionTags: ['outbound'],
      supportedOptionTagsResponse: ['outbound'],
      userAgentHeaderFieldValue: 'page double',
      viaForceRport: false,
      viaHost: HOST,
      authenticationFactory: () =>
        new DigestAuthentication(this.#logs, undefined, this.#account.username, this.#account.password),
      transportAccessor: () => ({ protocol: 'WS', send: (text: string) => this.#send(text) }),
    };
    this.#core = new UserAgentCore(this.#config, { onInvite: (request) => void this.#invited(request) });
  }

  /** Opens the socket with the account's ticket; a new account or ticket may be given. */
  async connect(account: SipAccount = this.#account): Promise<void> {
    this.#account = account;
    const socket = new WebSocket(this.#base + account.url, 'sip');
    socket.on('message', (data) => this.#message(String(data)));
    await new Promise<void>((resolve, reject) => {
      socket.once('open', () => resolve());
      socket.once('error', reject);
    });
    socket.on('error', () => undefined);
    this.#socket = socket;
  }

  /** Sends REGISTER; resolves with the final status. */
  register(password = this.#account.password): Promise<number> {
    this.#account = { ...this.#account, password };
    const registrar = new URI('sip', '', 'callstation.invalid');
    const message = this.#core.makeOutgoingRequestMessage(
      'REGISTER',
      registrar,
      this.#config.aor,
      this.#config.aor,
      {},
      [`Contact: ${this.#config.contact.toString()};expires=600`],
    );
    return new Promise((resolve) => {
      this.#core.register(message, {
        onAccept: ({ message: { statusCode } }) => resolve(statusCode ?? 0),
        onReject: ({ message: { statusCode } }) => resolve(statusCode ?? 0),
      });
    });
  }

  /** Calls the switch, which pages may not; resolves with the final status. */
  invite(): Promise<number> {
    const to = new URI('sip', 'switch', 'callstation.invalid');
    const message = this.#core.makeOutgoingRequestMessage('INVITE', to, this.#config.aor, to, {}, [
      `Contact: ${this.#config.contact.toString()}`,
    ]);
    return new Promise((resolve) => {
      this.#core.invite(message, { onReject: ({ message: { statusCode } }) => resolve(statusCode ?? 0) });
    });
  }

  /** The newest live leg. */
  get leg(): PhoneLeg {
    const leg = this.legs.filter((each) => !each.over).at(-1);
    if (!leg) throw new Error('the page has no leg');
    return leg;
  }

  /** Ends the leg with BYE, with or without the agent's wish in it; only an acknowledged dialog can be ended so. */
  async bye(intent?: string, leg = this.leg, session?: string): Promise<void> {
    await eventually('the ACK', () => leg.session?.sessionState === SessionState.Confirmed);
    leg.over = true;
    const meant = session === undefined ? [] : [`X-Callstation-Session: ${session}`];
    leg.session?.bye(undefined, intent ? { extraHeaders: [`X-Callstation-Intent: ${intent}`, ...meant] } : {});
    void leg.media.close();
  }

  /** Presses a key by INFO; resolves with the status. */
  info(digit: string): Promise<number> {
    const body = {
      contentDisposition: 'render',
      contentType: 'application/dtmf-relay',
      content: `Signal=${digit}\r\nDuration=160`,
    };
    return new Promise((resolve) => {
      this.leg.session?.info(
        {
          onAccept: ({ message: { statusCode } }) => resolve(statusCode ?? 0),
          onReject: ({ message: { statusCode } }) => resolve(statusCode ?? 0),
        },
        { body },
      );
    });
  }

  /** Asks that the call goes elsewhere; resolves with the status. */
  refer(target: string): Promise<number> {
    return new Promise((resolve) => {
      this.leg.session?.refer(
        {
          onAccept: ({ message: { statusCode } }) => resolve(statusCode ?? 0),
          onReject: ({ message: { statusCode } }) => resolve(statusCode ?? 0),
        },
        { extraHeaders: [`Refer-To: <${target}>`] },
      );
    });
  }

  /** Sends bytes as they are. */
  raw(data: string | Buffer): void {
    this.#socket?.send(data);
  }

  get open(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  dropSocket(): void {
    this.#socket?.terminate();
  }

  /** Vanishes as a killed tab does: no BYE, no packet. */
  async vanish(): Promise<void> {
    this.dropSocket();
    await Promise.all(this.legs.map((leg) => leg.media.close()));
  }

  async close(): Promise<void> {
    await this.vanish();
    this.#core.dispose();
  }

  async #invited(request: IncomingInviteRequest): Promise<void> {
    const manners = this.manners(++this.#invites);
    if (manners === 'ignore') return;
    if (manners === 'refuse') return void request.reject({ statusCode: 486 });
    const media = await this.media();
    const { message } = request;
    const headers = (name: string): string | undefined => message.getHeader(name);
    const leg: PhoneLeg = { id: headers('X-Callstation-Leg') ?? '', headers, media, session: null, over: false };
    this.legs.push(leg);
    let content = await media.answer(message.body);
    if (manners === 'deaf')
      content = content.replace(/a=ice-pwd:\S+/, `a=ice-pwd:${createHash('md5').update(content).digest('hex')}`);
    if (manners === 'deaf') await media.close();
    const { session } = request.accept({
      statusCode: 200,
      body: { contentDisposition: 'session', contentType: 'application/sdp', content },
    });
    leg.session = session;
    session.delegate = {
      onBye: (bye) => {
        bye.accept();
        leg.over = true;
        void media.close();
      },
    };
  }

  #send(text: string): Promise<void> {
    if (this.keeps(text)) return Promise.resolve();
    if (this.#socket?.readyState !== WebSocket.OPEN) return Promise.reject(new Error('closed'));
    this.#socket.send(this.rewrites(text));
    return Promise.resolve();
  }

  #message(text: string): void {
    if (this.loses(text)) return;
    this.received.push(text);
    const message = Parser.parseMessage(text, this.#logs.getLogger('page'));
    if (message instanceof IncomingRequestMessage) this.#core.receiveIncomingRequestFromTransport(message);
    else if (message instanceof IncomingResponseMessage) this.#core.receiveIncomingResponseFromTransport(message);
  }
}
