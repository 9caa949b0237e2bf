import { type Invitation, type SessionDescriptionHandlerFactory, UserAgent, UserAgentState } from 'sip.js';
import { CallstationError, type SipAccount } from '../protocol/index.ts';
import type { Clock, Logger, SocketFactory } from '../ports/index.ts';
import { PageTransport, type PageTransportOptions } from './page-transport.ts';
import { Registration } from './registration.ts';
import { sipLog } from './sip-log.ts';
import { within } from './within.ts';

const CONNECT_LIMIT_MS = 5000;
const REGISTER_LIMIT_MS = 4000;

/** What an {@link AccountAgent} is made of. */
export interface AccountAgentOptions {
  account: SipAccount;
  open: SocketFactory;
  clock: Clock;
  logger: Logger;
  descriptions: SessionDescriptionHandlerFactory;
  onInvite: (invitation: Invitation) => void;
  /** The socket went away, or the registration was refused later on. */
  onLost: (error: unknown) => void;
}

/**
 * One account's user agent. The centre keeps one SIP core per account, so dialogs outlive the socket: as long as the
 * account stays the same, a lost socket is only replaced.
 */
export class AccountAgent {
  readonly #options: AccountAgentOptions;
  readonly #userAgent: UserAgent;
  readonly #registration: Registration;
  #account: SipAccount;
  #disposed = false;

  constructor(options: AccountAgentOptions) {
    const { account, clock, logger, onInvite, onLost } = options;
    this.#options = options;
    this.#account = account;
    const uri = UserAgent.makeURI(account.uri);
    if (!uri) throw new CallstationError('network', 'The centre gave a SIP account without a valid address.');
    const transport: PageTransportOptions = { open: options.open, logger, url: () => this.#account.url };
    this.#userAgent = new UserAgent({
      uri,
      authorizationUsername: account.username,
      authorizationPassword: account.password,
      contactName: account.username,
      transportConstructor: PageTransport,
      transportOptions: transport,
      sessionDescriptionHandlerFactory: options.descriptions,
      // A 180 before the 200 of a leg that answers by itself is a message for nothing.
      sendInitialProvisionalResponse: false,
      noAnswerTimeout: 0,
      // Reload and close look the same to a page, so it must not hang up while unloading: the centre decides.
      gracefulShutdown: false,
      logBuiltinEnabled: false,
      logConfiguration: false,
      logConnector: sipLog(logger),
      delegate: {
        onInvite,
        onDisconnect: (error) => {
          if (!error || this.#disposed) return;
          // A REGISTER on its way would else wait out its 32 s.
          this.#registration.stop();
          onLost(error);
        },
      },
    });
    this.#registration = new Registration(this.#userAgent, clock, onLost);
  }

  get account(): SipAccount {
    return this.#account;
  }

  get connected(): boolean {
    return this.#userAgent.isConnected();
  }

  /** Whether `account` is this one, perhaps with a new ticket. */
  serves(account: SipAccount): boolean {
    return account.uri === this.#account.uri && account.username === this.#account.username;
  }

  /** Opens a socket with the account's ticket and registers. */
  async connect(account: SipAccount): Promise<void> {
    this.#account = account;
    this.#userAgent.configuration.authorizationPassword = account.password;
    // Whatever socket is left has a used ticket and a peer that may be gone.
    await this.#userAgent.transport.disconnect();
    const { clock } = this.#options;
    const opened =
      this.#userAgent.state === UserAgentState.Started ? this.#userAgent.reconnect() : this.#userAgent.start();
    try {
      await within(clock, CONNECT_LIMIT_MS, opened);
      await within(clock, REGISTER_LIMIT_MS, this.#registration.register());
    } catch (error) {
      this.#registration.stop();
      await this.#userAgent.transport.disconnect();
      throw error;
    }
  }

  /** Gives the binding back; resolves at the centre's answer. */
  unregister(): Promise<void> {
    return this.#registration.unregister();
  }

  /** Ends it at once, without a word to the centre. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#registration.stop();
    this.#userAgent.stop().catch((error: unknown) => this.#options.logger.debug('user agent not stopped', { error }));
  }
}
