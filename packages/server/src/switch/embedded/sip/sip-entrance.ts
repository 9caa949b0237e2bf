import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Id } from '@callstation/core/model';
import type { Clock, Logger, Random } from '@callstation/core/ports';
import type { IceServer, SipAccount } from '@callstation/core/protocol';
import { MAX_SIP_BYTES } from '@callstation/core/sip-guard';
import { hasOpaqueOrigin, NEEDS_APP_TOKEN } from '../../../net/opaque-origin.ts';
import { refuseUpgrade } from '../../../net/refuse-upgrade.ts';
import { SipConnection, type SipRefusal } from './sip-connection.ts';
import { REALM } from './sip-core.ts';
import { TicketStore } from './ticket-store.ts';

/** What a {@link SipEntrance} needs. */
export interface SipEntranceOptions {
  clock: Clock;
  random: Random;
  logger: Logger;
  /** Path of the SIP socket. */
  path: string;
  iceServers: () => IceServer[];
}

type Refusal = [status: 400 | 401 | 403 | 404, message: string];

interface Account {
  username: string;
  password: string;
  connection: SipConnection;
  /** Whether a page without a web origin may use it. */
  opaque: boolean;
}

/** The accounts of all pages, and the one way in: a ticket, then a WebSocket, then SIP. */
export class SipEntrance {
  readonly #options: SipEntranceOptions;
  readonly #accounts = new Map<Id, Account>();
  readonly #tickets: TicketStore<Account>;
  readonly #opened = new Set<() => void>();
  readonly #refused: Record<SipRefusal, number> = { user: 0, contact: 0, refer: 0, flood: 0 };
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_SIP_BYTES,
    perMessageDeflate: false,
    handleProtocols: () => 'sip',
  });

  constructor(options: SipEntranceOptions) {
    this.#options = options;
    this.#tickets = new TicketStore(options.clock, options.random);
  }

  get pages(): number {
    return this.#accounts.size;
  }

  get sockets(): number {
    return this.#sockets.clients.size;
  }

  /** What pages wanted that none may, since the start. */
  get refused(): Readonly<Record<SipRefusal, number>> {
    return this.#refused;
  }

  /** The account of a page and a new ticket for it. `opaque`: a page without a web origin may use it. */
  open(page: Id, opaque = false): SipAccount {
    const account = this.#accounts.get(page) ?? this.#create(page);
    account.opaque = opaque;
    const { ticket, expiresAt } = this.#tickets.issue(account);
    const { username, password } = account;
    const url = `${this.#options.path}?ticket=${encodeURIComponent(ticket)}`;
    return {
      uri: `sip:${username}@${REALM}`,
      username,
      password,
      url,
      expiresAt,
      iceServers: this.#options.iceServers(),
    };
  }

  /** The page's connection, if the page was opened. */
  connection(page: Id): SipConnection | null {
    return this.#accounts.get(page)?.connection ?? null;
  }

  /** Calls `fn` whenever a page is opened; returns the stop. */
  onOpen(fn: () => void): () => void {
    this.#opened.add(fn);
    return () => void this.#opened.delete(fn);
  }

  close(page: Id): void {
    const account = this.#accounts.get(page);
    if (!account) return;
    this.#accounts.delete(page);
    this.#tickets.revoke(account);
    account.connection.dispose();
  }

  stop(): void {
    for (const page of this.#accounts.keys()) this.close(page);
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#sockets.close();
  }

  /** Nothing of SIP is looked at before the ticket was good: 404 wrong path, 401 ticket, 403 origin, 400 subprotocol. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const refusing = this.#judge(request);
    if (Array.isArray(refusing)) return refuseUpgrade(socket, ...refusing);
    const { account, ticket } = refusing;
    this.#tickets.take(ticket);
    this.#sockets.handleUpgrade(request, socket, head, (client) => account.connection.attach(client));
  }

  #judge(request: IncomingMessage): Refusal | { account: Account; ticket: string } {
    const [path, query] = (request.url ?? '').split('?', 2);
    if (path !== this.#options.path) return [404, 'Nothing is here.'];
    const ticket = new URLSearchParams(query).get('ticket') ?? '';
    const account = this.#tickets.peek(ticket);
    if (!account) return [401, 'A ticket is needed, and this one is used up, too old or unknown.'];
    if (hasOpaqueOrigin(request) && !account.opaque) return [403, NEEDS_APP_TOKEN];
    const asked = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
    return asked.includes('sip') ? { account, ticket } : [400, 'Subprotocol sip is needed.'];
  }

  #create(page: Id): Account {
    const { clock, random, logger } = this.#options;
    const username = `page-${random.id()}`;
    const password = random.id();
    const id = random.id().replace(/[^a-z0-9]/gi, '') || 'account';
    const refused = (what: SipRefusal): void => {
      this.#refused[what]++;
      logger.warn('a page wanted by SIP what no page may', { what, page });
    };
    const connection = new SipConnection({ id, clock, logger, credentials: { username, password }, refused });
    const account = { username, password, connection, opaque: false };
    this.#accounts.set(page, account);
    for (const fn of this.#opened) fn();
    return account;
  }
}
