import { cryptoRandom } from '../ports/defaults/crypto-random.ts';
import { browserSocket } from '../ports/defaults/browser-socket.ts';
import type { Id } from '../model/index.ts';
import { CallstationError, type SipAccount } from '../protocol/index.ts';
import { AccountAgent } from './account-agent.ts';
import { AudioLegs } from './audio-legs.ts';
import { backoff } from './backoff.ts';
import type { PageSip, PageSipOptions } from './page-sip.types.ts';
import { within } from './within.ts';

const READY_LIMIT_MS = 10_000;
const HANGUP_LIMIT_MS = 5000;
const UNREGISTER_LIMIT_MS = 500;

type SipFact = 'off' | 'registering' | 'registered' | 'lost';

/** Keeps one registered socket from the first need to the end. */
export class PageSipAgent implements PageSip {
  readonly #options: PageSipOptions;
  readonly #legs: AudioLegs;
  #agent: AccountAgent | null = null;
  #connecting: Promise<void> | null = null;
  #cancelRetry: (() => void) | null = null;
  #attempt = 0;
  #fact: SipFact = 'off';
  #closed = false;

  constructor(options: PageSipOptions) {
    this.#options = options;
    this.#legs = new AudioLegs({
      media: options.media,
      clock: options.clock,
      logger: options.logger,
      iceServers: () => this.#agent?.account.iceServers ?? [],
      mayListen: options.mayListen ?? (() => false),
    });
  }

  ready(): Promise<void> {
    if (this.#closed) return Promise.reject(new CallstationError('invalidState', 'The SIP side was closed.'));
    if (this.#registered()) return Promise.resolve();
    return within(this.#options.clock, READY_LIMIT_MS, this.#connect());
  }

  setMuted(on: boolean): void {
    this.#legs.setMuted(on);
  }

  async hangup(sessionId: Id): Promise<void> {
    if (!this.#legs.any) return;
    this.#legs.silence();
    // With the socket down the dialog would end here and nobody be told.
    if (!this.#registered()) await within(this.#options.clock, HANGUP_LIMIT_MS, this.ready()).catch(() => undefined);
    const told = this.#registered();
    await this.#legs.end(sessionId);
    if (!told) throw new CallstationError('network');
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    const agent = this.#agent;
    this.#agent = null;
    this.#legs.silence();
    if (agent?.connected) {
      const farewell = Promise.all([this.#legs.end(), agent.unregister()]).then(() => undefined);
      await within(this.#options.clock, UNREGISTER_LIMIT_MS, farewell).catch(() => undefined);
    }
    agent?.dispose();
    this.#legs.abandon();
    this.#tell('off');
  }

  #registered(): boolean {
    return this.#fact === 'registered' && this.#agent?.connected === true;
  }

  /** Shared by all who wait. A retry that was due later happens now. */
  #connect(): Promise<void> {
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    this.#connecting ??= this.#open().finally(() => (this.#connecting = null));
    return this.#connecting;
  }

  async #open(): Promise<void> {
    if (this.#fact === 'off') this.#tell('registering');
    try {
      const account = await this.#options.account();
      this.#mustBeOpen();
      await this.#agentFor(account).connect(account);
      this.#mustBeOpen();
      this.#attempt = 0;
      this.#tell('registered');
    } catch (thrown) {
      const error = CallstationError.from(thrown, 'network');
      this.#lost(error);
      throw error;
    }
  }

  #agentFor(account: SipAccount): AccountAgent {
    if (this.#agent?.serves(account)) return this.#agent;
    if (this.#agent) {
      // Another account means that the centre forgot the old one with all its dialogs.
      this.#legs.abandon();
      this.#agent.dispose();
    }
    const agent: AccountAgent = new AccountAgent({
      account,
      open: this.#options.socket ?? browserSocket,
      clock: this.#options.clock,
      logger: this.#options.logger,
      random: this.#options.random ?? cryptoRandom,
      onInvite: (request, contact) => void this.#legs.invited(request, contact),
      onLost: (error) => {
        if (agent === this.#agent) this.#lost(error);
      },
    });
    this.#agent = agent;
    return agent;
  }

  /** The leg's media runs on without the socket; only the next INVITE and BYE need a new one. */
  #lost(error: unknown): void {
    if (this.#closed) return;
    this.#options.logger.info('the SIP socket is gone', { error });
    this.#tell('lost');
    if (error instanceof CallstationError && !error.retryable) return;
    if (this.#cancelRetry) return;
    this.#cancelRetry = this.#options.clock.after(
      backoff(this.#attempt++, this.#options.random ?? cryptoRandom),
      () => void this.#connect().catch(() => undefined),
    );
  }

  #tell(sip: SipFact): void {
    if (sip === this.#fact) return;
    this.#fact = sip;
    this.#options.onFacts({ sip });
  }

  #mustBeOpen(): void {
    if (this.#closed) throw new CallstationError('invalidState', 'The SIP side was closed.');
  }
}
