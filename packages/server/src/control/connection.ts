import type { Logger } from '@callstation/core/ports';
import {
  CallstationError,
  decodeRequest,
  encodeError,
  encodeResult,
  LIMITS,
  type CloseName,
  type DecodedRequest,
  type Params,
  type RefusedRequest,
  type RequestId,
} from '@callstation/core/protocol';
import type { ControlOptions } from './control.types.ts';
import { doRequest } from './do-request.ts';
import type { Page, Pages } from './pages.ts';
import { createRateLimit, type RateLimit } from '../net/rate-limit.ts';
import { signIn } from './sign-in.ts';
import type { Wire, WireEvents } from './wire.types.ts';

const MOST_MALFORMED = 10;
const MOST_REFUSED = 1000;

/** What every connection shares. */
export interface Shared {
  options: ControlOptions;
  pages: Pages;
}

type Stage = { is: 'new' } | { is: 'signingIn' } | { is: 'open'; page: Page } | { is: 'closed' };

/** Speaks the protocol on one socket. */
export function createConnection(shared: Shared, wire: Wire): WireEvents {
  return new Connection(shared, wire);
}

class Connection implements WireEvents {
  readonly #shared: Shared;
  readonly #wire: Wire;
  readonly #rate: RateLimit;
  readonly #cancelHelloAlarm: () => void;
  #stage: Stage = { is: 'new' };
  #malformed = 0;

  constructor(shared: Shared, wire: Wire) {
    const { clock } = shared.options;
    this.#shared = shared;
    this.#wire = wire;
    this.#rate = createRateLimit(clock, LIMITS.requestsPerSecond, LIMITS.requestBurst);
    this.#cancelHelloAlarm = clock.after(LIMITS.helloMs, () => wire.close('unauthorized'));
  }

  message(text: string): void {
    if (this.#stage.is === 'closed') return;
    const request = decodeRequest(text);
    if (!request.ok) return this.#undecodable(request);
    // The lease must not depend on how busy the page is.
    if (request.method === 'alive' && this.#stage.is === 'open') {
      if (this.#stage.page.wire !== this.#wire) return;
      this.#stage.page.lease.alive(request.params.ping);
      return this.#wire.send(encodeResult(request.id, null));
    }
    if (this.#rate.take()) return void this.#handle(request);
    this.#refuse(request.id, new CallstationError('rateLimited'));
    this.#cutFlood();
  }

  binary(): void {
    this.#wire.close('malformed');
  }

  closed(): void {
    this.#cancelHelloAlarm();
    if (this.#stage.is === 'open') this.#shared.pages.detach(this.#stage.page, this.#wire);
    this.#stage = { is: 'closed' };
  }

  #undecodable({ id, error }: RefusedRequest): void {
    this.#wire.send(encodeError(id, error));
    // Wrong arguments are a page's mistake; what is not this protocol at all is a stranger's.
    if (error.code === 'malformed') this.#malformed += 1;
    if (this.#malformed >= (this.#stage.is === 'new' ? 1 : MOST_MALFORMED)) return this.#wire.close('malformed');
    if (!this.#rate.take()) this.#cutFlood();
  }

  #cutFlood(): void {
    if (this.#rate.refused >= MOST_REFUSED) this.#wire.close('flooded');
  }

  async #handle(request: DecodedRequest): Promise<void> {
    if (request.method === 'hello') return this.#hello(request.id, request.params);
    if (this.#stage.is === 'new') {
      this.#refuse(request.id, new CallstationError('unauthorized', 'Say hello first.'));
      return this.#wire.close('unauthorized');
    }
    if (this.#stage.is !== 'open')
      return this.#refuse(request.id, new CallstationError('notReady', 'Await the answer to hello.'));
    const { page } = this.#stage;
    // A replaced socket may still have had something under way.
    if (page.wire !== this.#wire) return;
    if (request.method === 'bye') return this.#bye(request.id, page);
    const work = doRequest(this.#shared.options, page, request);
    page.asked.add(work);
    try {
      this.#wire.send(encodeResult(request.id, await work));
    } catch (thrown) {
      this.#refuse(request.id, thrown);
    } finally {
      page.asked.delete(work);
    }
  }

  async #hello(id: RequestId, params: Params<'hello'>): Promise<void> {
    if (this.#stage.is !== 'new')
      return this.#refuse(id, new CallstationError('invalidState', 'hello was said already.'));
    this.#stage = { is: 'signingIn' };
    this.#cancelHelloAlarm();
    try {
      const page = await signIn(this.#shared, this.#wire, id, params, () => this.#stage.is === 'closed');
      if (!page) return;
      if (this.#stage.is === 'signingIn') this.#stage = { is: 'open', page };
      else this.#shared.pages.detach(page, this.#wire);
    } catch (thrown) {
      this.#refuse(id, thrown);
      this.#wire.close(closeFor(thrown));
    }
  }

  #bye(id: RequestId, page: Page): void {
    this.#wire.send(encodeResult(id, null));
    this.#shared.pages.end(page, null);
    this.#wire.close('bye');
  }

  #refuse(id: RequestId | null, thrown: unknown): void {
    const error = CallstationError.from(thrown);
    if (error.code === 'internal') tell(this.#shared.options.logger, error);
    this.#wire.send(encodeError(id, error.toData()));
  }
}

function tell(logger: Logger, error: CallstationError): void {
  logger.error('a request failed inside', { cause: String(error.cause ?? error) });
}

/** How a socket ends whose hello was refused. */
function closeFor(thrown: unknown): CloseName {
  const { code } = CallstationError.from(thrown);
  if (code === 'unauthorized' || code === 'tokenExpired') return 'unauthorized';
  if (code === 'licenseExceeded') return 'seatsTaken';
  return code === 'forbidden' ? 'forbidden' : 'shuttingDown';
}
