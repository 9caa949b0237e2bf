import { Core } from 'sip.js';
import { CallstationError, type SipAccount } from '../protocol/index.ts';
import type { Clock, Logger, Random, SocketFactory } from '../ports/index.ts';
import { PageTransport } from './page-transport.ts';
import { Registration } from './registration.ts';
import { createSipCore, receiveSip } from './sip-core.ts';
import { within } from './within.ts';

const CONNECT_LIMIT_MS = 5000;
const REGISTER_LIMIT_MS = 4000;

/** What an {@link AccountAgent} is made of. */
export interface AccountAgentOptions {
  account: SipAccount;
  open: SocketFactory;
  clock: Clock;
  random: Pick<Random, 'id'>;
  logger: Logger;
  /** `contact`: this page's, for answers of its own. */
  onInvite: (request: Core.IncomingInviteRequest, contact: string) => void;
  /** The socket went away, or the registration was refused later on. */
  onLost: (error: unknown) => void;
}

/**
 * One account's SIP core. The centre keeps one per account as well, so dialogs outlive the socket: as long as the account
 * stays the same, a lost socket is only replaced.
 */
export class AccountAgent {
  readonly #transport: PageTransport;
  readonly #core: Core.UserAgentCore;
  readonly #registration: Registration;
  readonly #clock: Clock;
  #account: SipAccount;

  constructor(options: AccountAgentOptions) {
    const { account, clock, random, logger, open, onInvite, onLost } = options;
    const uri = Core.Grammar.URIParse(account.uri);
    if (!uri) throw new CallstationError('network', 'The centre gave a SIP account without a valid address.');
    this.#clock = clock;
    this.#account = account;
    this.#transport = new PageTransport({
      open,
      logger,
      url: () => this.#account.url,
      onMessage: (message) => receiveSip(this.#core, message),
      onLost: (error) => {
        // A REGISTER on its way would else wait out its 32 s.
        this.#registration.stop();
        onLost(error);
      },
    });
    this.#core = createSipCore({
      uri,
      username: account.username,
      password: () => this.#account.password,
      transport: this.#transport,
      random,
      logger,
      onInvite: (request) => onInvite(request, this.#core.configuration.contact.toString()),
    });
    this.#registration = new Registration(this.#core, clock, onLost);
  }

  get account(): SipAccount {
    return this.#account;
  }

  get connected(): boolean {
    return this.#transport.connected;
  }

  /** Whether `account` is this one, perhaps with a new ticket. */
  serves(account: SipAccount): boolean {
    return account.uri === this.#account.uri && account.username === this.#account.username;
  }

  /** Opens a socket with the account's ticket and registers. Whatever socket is left is dropped: its ticket is used. */
  async connect(account: SipAccount): Promise<void> {
    this.#account = account;
    try {
      await within(this.#clock, CONNECT_LIMIT_MS, this.#transport.connect());
      await within(this.#clock, REGISTER_LIMIT_MS, this.#registration.register());
    } catch (error) {
      this.#registration.stop();
      this.#transport.disconnect();
      throw error;
    }
  }

  /** Gives the binding back; resolves at the centre's answer. */
  unregister(): Promise<void> {
    return this.#registration.unregister();
  }

  /**
   * Ends it at once, without a word to the centre: reload and close look the same to a page, so it must not hang up while
   * unloading.
   */
  dispose(): void {
    this.#registration.stop();
    this.#transport.disconnect();
    this.#core.dispose();
  }
}
