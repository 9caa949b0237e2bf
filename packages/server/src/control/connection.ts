import {
  CallstationError,
  decodeRequest,
  encodeError,
  encodeResult,
  isCommand,
  LIMITS,
  type DecodedRequest,
  type Params,
} from '@callstation/core/protocol';
import type { Agents } from './agents.ts';
import type { ControlOptions } from './control.types.ts';
import type { Page, Pages } from './pages.ts';
import { createRateLimit } from './rate-limit.ts';
import { signIn } from './sign-in.ts';
import type { Wire, WireEvents } from './wire.types.ts';

const MOST_MALFORMED = 10;
const MOST_REFUSED = 1000;

/** What every connection shares. */
export interface Shared {
  options: ControlOptions;
  agents: Agents;
  pages: Pages;
}

type Stage = { is: 'new' } | { is: 'signingIn' } | { is: 'open'; page: Page } | { is: 'closed' };

/** Speaks the protocol on one socket. */
export function createConnection(shared: Shared, wire: Wire): WireEvents {
  const { options, pages } = shared;
  const { centre, clock, logger } = options;
  const rate = createRateLimit(clock, LIMITS.requestsPerSecond, LIMITS.requestBurst);
  let stage: Stage = { is: 'new' };
  let malformed = 0;
  const noHello = clock.after(LIMITS.helloMs, () => wire.close('unauthorized'));

  const refuse = (id: string | number | null, thrown: unknown): void => {
    const error = CallstationError.from(thrown);
    if (error.code === 'internal') logger.error('a request failed inside', { cause: String(error.cause ?? error) });
    wire.send(encodeError(id, error.toData()));
  };

  async function hello(id: string | number, params: Params<'hello'>): Promise<void> {
    if (stage.is !== 'new') return refuse(id, new CallstationError('invalidState', 'hello was said already.'));
    stage = { is: 'signingIn' };
    noHello();
    try {
      const page = await signIn(shared, wire, id, params, () => stage.is === 'closed');
      if (page && stage.is === 'signingIn') stage = { is: 'open', page };
      else if (page) pages.detach(page, wire);
    } catch (thrown) {
      refuse(id, thrown);
      wire.close(CallstationError.from(thrown).code === 'forbidden' ? 'forbidden' : closeFor(thrown));
    }
  }

  async function own(page: Page, request: DecodedRequest): Promise<unknown> {
    const { seat } = page;
    switch (request.method) {
      case 'page.report':
        centre.report(seat, request.params);
        return null;
      case 'refreshToken': {
        const identity = await options.verify(request.params.token);
        if (identity.app !== seat.identity.app || identity.agent !== seat.identity.agent)
          throw new CallstationError('forbidden', "The token is another agent's.");
        seat.identity = identity;
        return null;
      }
      case 'sipAccount':
        return options.openSip(seat);
      default:
        return centre.request(seat, request.method, request.params);
    }
  }

  function work(page: Page, request: DecodedRequest): Promise<unknown> {
    const run = (): Promise<unknown> => own(page, request);
    const { method, params, commandId } = request;
    if (commandId === null || !isCommand(method)) return run();
    return page.agent.memory.once(commandId, JSON.stringify([method, params]), run);
  }

  async function handle(request: DecodedRequest): Promise<void> {
    if (request.method === 'hello') return hello(request.id, request.params);
    if (stage.is === 'new') {
      refuse(request.id, new CallstationError('unauthorized', 'Say hello first.'));
      return wire.close('unauthorized');
    }
    if (stage.is !== 'open') return refuse(request.id, new CallstationError('notReady', 'Await the answer to hello.'));
    const { page } = stage;
    // A replaced socket may still have had something under way.
    if (page.wire !== wire) return;
    if (request.method === 'bye') {
      wire.send(encodeResult(request.id, null));
      pages.end(page, null);
      return wire.close('bye');
    }
    try {
      wire.send(encodeResult(request.id, await work(page, request)));
    } catch (thrown) {
      refuse(request.id, thrown);
    }
  }

  function tooFast(id: string | number): void {
    refuse(id, new CallstationError('rateLimited'));
    if (rate.refused >= MOST_REFUSED) wire.close('flooded');
  }

  return {
    message(text) {
      if (stage.is === 'closed') return;
      const request = decodeRequest(text);
      if (!request.ok) {
        wire.send(encodeError(request.id, request.error));
        // Wrong arguments are a page's mistake; what is not this protocol at all is a stranger's.
        if (request.error.code === 'malformed') malformed += 1;
        if (malformed >= (stage.is === 'new' ? 1 : MOST_MALFORMED)) return wire.close('malformed');
        if (!rate.take() && rate.refused >= MOST_REFUSED) wire.close('flooded');
        return;
      }
      if (request.method === 'alive' && stage.is === 'open') {
        if (stage.page.wire !== wire) return;
        stage.page.lease.alive(request.params.ping);
        return wire.send(encodeResult(request.id, null));
      }
      if (!rate.take()) return tooFast(request.id);
      void handle(request);
    },
    binary: () => wire.close('malformed'),
    closed() {
      noHello();
      const { is } = stage;
      if (is === 'open') pages.detach(stage.page, wire);
      stage = { is: 'closed' };
    },
  };
}

function closeFor(thrown: unknown): 'unauthorized' | 'shuttingDown' {
  const { code } = CallstationError.from(thrown);
  return code === 'unauthorized' || code === 'tokenExpired' ? 'unauthorized' : 'shuttingDown';
}
