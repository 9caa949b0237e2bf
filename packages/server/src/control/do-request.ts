import { createHash } from 'node:crypto';
import { CallstationError, isCommand, type DecodedRequest } from '@callstation/core/protocol';
import type { ControlOptions } from './control.types.ts';
import type { Page } from './pages.ts';
import { mustFit } from './sign-in.ts';

/** Does one request of a signed-in page; a command once. Rejects with what the page is told. */
export function doRequest(options: ControlOptions, page: Page, request: DecodedRequest): Promise<unknown> {
  const { method, params, commandId } = request;
  const work = (): Promise<unknown> => run(options, page, request);
  if (commandId === null || !isCommand(method)) return work();
  return page.agent.memory.once(commandId, digestOf([method, params]), work);
}

/** What is remembered for ten minutes must not grow with what a page says. */
function digestOf(said: unknown): string {
  return createHash('sha256').update(JSON.stringify(said)).digest('base64');
}

/** The connection's own requests, and the call logic's. */
async function run(options: ControlOptions, { seat, wire }: Page, request: DecodedRequest): Promise<unknown> {
  switch (request.method) {
    case 'page.report':
      options.centre.report(seat, request.params);
      return null;
    case 'refreshToken': {
      const identity = await options.verify(request.params.token);
      if (identity.app !== seat.identity.app || identity.agent !== seat.identity.agent)
        throw new CallstationError('forbidden', "The token is another agent's.");
      mustFit(wire, identity);
      seat.identity = identity;
      options.centre.identify(seat);
      return null;
    }
    case 'renewToken': {
      if (options.renew === undefined) throw new CallstationError('unknownMethod');
      const token = await options.renew(seat.identity);
      seat.identity = await options.verify(token);
      options.centre.identify(seat);
      return { token };
    }
    case 'sipAccount':
      return options.openSip(seat);
    default:
      return options.centre.request(seat, request.method, request.params);
  }
}
