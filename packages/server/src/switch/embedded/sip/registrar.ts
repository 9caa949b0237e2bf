import type { Clock } from '@callstation/core/ports';
import { NameAddrHeader, type IncomingRegisterRequest, type URI } from 'sip.js/lib/core/index.js';
import { Digest, type Credentials } from './digest.ts';
import { REALM } from './sip-core.ts';

const MAX_EXPIRES_S = 3600;
const DEFAULT_EXPIRES_S = 600;
/** Wrong passwords and names before the account stops answering: 128 random bits are not mistyped. */
const MAX_WRONG = 5;

/** Where one account can be reached, and the digest that guards it. */
export class Registrar {
  readonly #clock: Clock;
  readonly #digest: Digest;
  readonly #username: string;
  readonly #refused: (what: 'user' | 'contact') => void;
  #contact: { uri: URI; expiresAt: number } | null = null;
  #wrong = 0;

  /** `refused` is told of who would be somebody else. */
  constructor(clock: Clock, credentials: Credentials, refused: (what: 'user' | 'contact') => void) {
    this.#clock = clock;
    this.#username = credentials.username;
    this.#refused = refused;
    this.#digest = new Digest(clock, REALM, credentials);
  }

  /** The page's contact, while its registration lasts. */
  get contact(): URI | null {
    return this.#contact && this.#contact.expiresAt > this.#clock.now() ? this.#contact.uri : null;
  }

  /** Answers a REGISTER; true when the contact is known afterwards. */
  register(request: IncomingRegisterRequest): boolean {
    const { message } = request;
    if (this.#wrong >= MAX_WRONG) return refuse(request, 403);
    if (message.to.uri.user !== this.#username || message.from.uri.user !== this.#username)
      return this.#forge(request, 'user');
    const verdict = this.#digest.check(message.getHeader('authorization'), 'REGISTER');
    if (verdict === 'wrong') {
      this.#wrong++;
      return refuse(request, 403);
    }
    if (verdict !== 'ok') {
      const challenge = this.#digest.challenge(verdict === 'stale');
      request.reject({ statusCode: 401, extraHeaders: [`WWW-Authenticate: ${challenge}`] });
      return false;
    }
    this.#wrong = 0;
    return this.#bind(request);
  }

  #forge(request: IncomingRegisterRequest, what: 'user' | 'contact'): false {
    this.#wrong++;
    this.#refused(what);
    return refuse(request, 403);
  }

  #bind(request: IncomingRegisterRequest): boolean {
    const { message } = request;
    const raw = message.getHeader('contact')?.trim() ?? '';
    const contact: unknown = raw === '' || raw === '*' ? undefined : message.parseHeader('contact');
    const asked = contact instanceof NameAddrHeader ? Number(contact.getParam('expires') ?? NaN) : NaN;
    const seconds = pick(asked, Number(message.getHeader('expires') ?? NaN));
    if (message.getHeaders('contact').length > 1) return refuse(request, 400);
    if (raw === '*' ? seconds !== 0 : !(contact instanceof NameAddrHeader)) return refuse(request, 400);
    if (contact instanceof NameAddrHeader && contact.uri.user !== this.#username)
      return this.#forge(request, 'contact');
    if (seconds === 0 || !(contact instanceof NameAddrHeader)) {
      this.#contact = null;
      request.accept({ statusCode: 200 });
      return false;
    }
    this.#contact = { uri: contact.uri, expiresAt: this.#clock.now() + seconds * 1000 };
    const bare = `<${contact.uri.toString()}>`;
    request.accept({ statusCode: 200, extraHeaders: [`Contact: ${bare};expires=${seconds}`, `Expires: ${seconds}`] });
    return true;
  }
}

function pick(...asked: number[]): number {
  const seconds = asked.find((n) => Number.isInteger(n) && n >= 0) ?? DEFAULT_EXPIRES_S;
  return Math.min(seconds, MAX_EXPIRES_S);
}

function refuse(request: IncomingRegisterRequest, statusCode: number): false {
  request.reject({ statusCode });
  return false;
}
