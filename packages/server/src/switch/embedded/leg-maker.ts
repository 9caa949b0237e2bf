import type { End, Id } from '@callstation/core/model';
import type { Switch } from '../switch.ts';
import type { VirtualLeg } from '../trunk.ts';
import { diallingPage, diallingTrunk, headerLines, withinTime } from './dialling.ts';
import type { LegTable } from './leg-table.ts';
import type { LegNews } from './legs/leg.ts';
import { PageLeg } from './legs/page-leg.ts';
import { VirtualEnd } from './legs/virtual-end.ts';
import type { MediaStack } from './media/media-leg.ts';
import type { Ticker } from './media/ticker.ts';
import type { EmbeddedSwitchOptions } from './options.ts';
import type { SipEntrance } from './sip/sip-entrance.ts';

type DialOptions = Parameters<Switch['dial']>[2];

/** What a {@link LegMaker} needs. */
export interface LegMakerOptions extends Pick<EmbeddedSwitchOptions, 'clock' | 'random' | 'logger' | 'trunks'> {
  ticker: Ticker;
  stack: MediaStack;
  entrance: SipEntrance;
  legs: LegTable;
  heard(id: Id, news: LegNews): void;
}

/** Makes legs, puts them into the table, and sets them on their way. */
export class LegMaker {
  readonly #options: LegMakerOptions;

  constructor(options: LegMakerOptions) {
    this.#options = options;
  }

  /** Calls a page, as soon as it is registered. */
  dialPage(id: Id, page: Id, options: DialOptions): void {
    const { clock, random, logger, ticker, stack, entrance, legs, heard } = this.#options;
    const headers = headerLines(options.headers);
    const leg = new PageLeg({ id, clock, random, logger, ticker, stack, headers, news: (news) => heard(id, news) });
    legs.add(leg, page);
    const stopWaiting = diallingPage(entrance, page, leg);
    const stopTimer = withinTime(clock, options.timeoutMs, () => {
      leg.hangup();
      heard(id, { type: 'ended', end: { reason: 'unreachable', by: 'timer' } });
    });
    legs.dialling(id, () => {
      stopWaiting();
      stopTimer();
    });
  }

  /** Calls a number of a trunk; a trunk that does not exist ends the leg. */
  dialTrunk(id: Id, to: { trunk: string; number: string; callerNumber?: string }, options: DialOptions): void {
    const { clock, trunks, legs, heard } = this.#options;
    const end = this.#virtualEnd(id, 'out', options.earlyMedia);
    legs.add(end);
    const trunk = trunks.find((candidate) => candidate.name === to.trunk);
    const fail = (why: End): void => {
      end.hangup(why);
      heard(id, { type: 'ended', end: why });
    };
    if (!trunk)
      return queueMicrotask(() => fail({ reason: 'invalidNumber', by: 'system', cause: { code: 'noTrunk' } }));
    legs.dialling(
      id,
      withinTime(clock, options.timeoutMs, () => fail({ reason: 'noAnswer', by: 'timer' })),
    );
    diallingTrunk(trunk, to.number, end, to.callerNumber, fail);
  }

  /** A customer calls; where nobody is there to take calls, they are sent away. */
  incoming(id: Id, welcome: boolean): VirtualLeg {
    const end = this.#virtualEnd(id, 'in', false);
    if (welcome) this.#options.legs.add(end);
    else queueMicrotask(() => end.hangup({ reason: 'unreachable', by: 'system' }));
    return end.trunkLeg();
  }

  #virtualEnd(id: Id, direction: 'in' | 'out', earlyMedia: boolean): VirtualEnd {
    const { clock, logger, ticker, heard } = this.#options;
    return new VirtualEnd({ id, clock, logger, ticker, direction, earlyMedia, news: (news) => heard(id, news) });
  }
}
