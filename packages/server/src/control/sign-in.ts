import { CallstationError, encodeResult, type Params, type Result, type SipAccount } from '@callstation/core/protocol';
import type { Identity, Seat } from '../engine/centre.ts';
import { NEEDS_APP_TOKEN } from '../net/opaque-origin.ts';
import type { Shared } from './connection.ts';
import type { ControlOptions } from './control.types.ts';
import type { Page } from './pages.ts';
import type { Wire } from './wire.types.ts';

/**
 * Answers a hello: token, SIP account, seat, then the whole state or the replay. Null when the socket went away
 * meanwhile. Rejects with what the page is told.
 */
export async function signIn(
  shared: Shared,
  wire: Wire,
  id: string | number,
  params: Params<'hello'>,
  isGone: () => boolean,
): Promise<Page | null> {
  const { options, pages } = shared;
  if (wire.foreign !== undefined) throw new CallstationError('forbidden', foreignOrigin(wire.foreign));
  const identity = await options.verify(params.token);
  mustFit(wire, identity);
  pages.claim(identity, params.pageId);
  const seat: Seat = { identity, page: params.pageId };
  const sip = await openSip(options, seat);
  if (isGone()) {
    if (!pages.find(params.pageId)) await options.closeSip(seat).catch(() => undefined);
    return null;
  }
  // From here to the end nothing is awaited: no update may fall between the state and the listening.
  const page = pages.attach(identity, params.pageId, wire);
  const { channel } = page.agent;
  let result: Result<'hello'>;
  let replay: string[] | null;
  try {
    const state = options.centre.open(page.seat, { visible: params.visible });
    channel.adopt(state);
    replay = params.resume ? channel.missed(params.resume) : null;
    result = {
      epoch: channel.epoch,
      seq: channel.seq,
      serverTime: options.clock.now(),
      leaseMs: page.lease.ms(),
      sip,
      state: replay ? null : state,
    };
  } catch (cause) {
    pages.end(page, null);
    throw CallstationError.from(cause);
  }
  wire.send(encodeResult(id, result));
  for (const text of replay ?? []) wire.send(text);
  page.unlisten = channel.listen(params.pageId, wire);
  // Only now: a call that was on another page has this one to go to.
  if (options.isSingle?.(identity.app) === true) pages.endOthers(page);
  describe(options, identity, replay);
  return page;
}

const foreignOrigin = (origin: string): string =>
  `This centre takes no pages of ${origin.slice(0, 200)}. Add it to the centre's origins (--origin).`;

/** Throws `forbidden` where the page has no web origin and its token is not meant for such a one. */
export function mustFit(wire: Wire | null, { audience }: Identity): void {
  if (wire?.opaque === true && audience !== 'app') throw new CallstationError('forbidden', NEEDS_APP_TOKEN);
}

/** A page without media can still see its state and its calls; it asks for an account again when it needs one. */
async function openSip(options: ControlOptions, seat: Seat): Promise<SipAccount | null> {
  try {
    return await options.openSip(seat);
  } catch (cause) {
    options.logger.warn('no SIP account for a page', { page: seat.page, cause: String(cause) });
    return null;
  }
}

function describe({ logger }: ControlOptions, { app, agent }: Identity, replay: string[] | null): void {
  logger.info('page signed in', { app, agent, replayed: replay?.length ?? null });
}
