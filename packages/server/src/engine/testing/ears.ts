import type { Id, Right } from '@callstation/core/model';
import type { Bench, TestSeat } from './bench.ts';
import { createBench } from './bench.ts';
import type { FakeLeg } from './fake-switch.ts';

/** The number that tests bring in. */
export const GUEST = '+8613900000099';

/** Three agents, and what everybody hears. */
export interface Ears {
  readonly bench: Bench;
  readonly alice: TestSeat;
  readonly bob: TestSeat;
  readonly carol: TestSeat;
  /** A customer calls and that agent answers; resolves to the session id. */
  serve(agent: TestSeat, number?: string): Promise<Id>;
  /** The customer's leg of that number, or the guest's. */
  far(number?: string): FakeLeg;
  /**
   * What is heard: names of those whose voice arrives (`customer`, `guest`, agents), sorted; else `music`, `ringback`,
   * `lost`, or the name of a file without `.wav`; else `nothing`; `no leg` where there is none. `who`: an agent, a number, `customer` or `guest`.
   */
  hears(who: string): string;
  /** As {@link Ears.hears}, for several. */
  all(...who: string[]): Record<string, string>;
  /** The number that was brought in answers. */
  guestAnswers(): Promise<void>;
  /** Ends of the records, by agent. */
  ends(): Promise<string[]>;
}

const CUSTOMER = '13800138000';

/** Makes {@link Ears}; alice is the first to be offered a call, then bob, then carol. */
export async function createEars(
  options: Parameters<typeof createBench>[0] & { rights?: Right[] } = {},
): Promise<Ears> {
  const bench = await createBench(options);
  const { phone } = bench;
  const seats: TestSeat[] = [];
  for (const name of ['alice', 'bob', 'carol']) {
    seats.push(bench.sit(name, options.rights ? { rights: options.rights } : {}));
    await bench.pass(10);
  }
  const [alice, bob, carol] = seats as [TestSeat, TestSeat, TestSeat];
  const numberOf = (who: string): string => (who === 'customer' ? CUSTOMER : who === 'guest' ? GUEST : who);
  const far = (number: string = CUSTOMER): FakeLeg => {
    const found = [...phone.legs.values()].findLast(({ to }) => 'number' in to && to.number === number);
    if (found === undefined) throw new Error(`nobody at ${number}`);
    return found;
  };
  const legOf = (who: string): FakeLeg | undefined =>
    phone
      .live()
      .findLast(({ to }) =>
        'page' in to ? to.page.startsWith(`${who}-`) : 'number' in to && to.number === numberOf(who),
      );
  const nameOf = ({ to }: FakeLeg): string => {
    if ('page' in to) return to.page.replace(/-.*$/u, '');
    const number = 'number' in to ? to.number : '';
    return number === CUSTOMER ? 'customer' : number === GUEST ? 'guest' : number;
  };
  const sound = (leg: FakeLeg): string | null => {
    const found = [...phone.plays].findLast(([, to]) => ('leg' in to ? to.leg === leg.leg : to.room === leg.room));
    const order = found && phone.orders.findLast((one) => one[0] === 'play' && one[1] === found[0]);
    if (order?.[0] !== 'play') return null;
    const [, , , source] = order;
    if ('file' in source) return source.file.replace(/^.*\/|\.wav$/gu, '');
    return 'tone' in source ? source.tone : 'music';
  };
  const hears = (who: string): string => {
    const leg = legOf(who);
    if (leg === undefined) return 'no leg';
    if (leg.held) return 'music';
    const voices = phone
      .live()
      .filter((other) => other !== leg && leg.room !== null && other.room === leg.room)
      .filter((other) => !other.held && !other.gated && (other.answered || other.incoming))
      .filter(
        ({ supervises: as }) => as === null || as.mode === 'barge' || (as.mode === 'whisper' && as.target === leg.leg),
      );
    return voices.map(nameOf).sort().join(' ') || (sound(leg) ?? 'nothing');
  };
  return {
    ...{ bench, alice, bob, carol, far, hears },
    async serve(agent, number = CUSTOMER) {
      phone.incoming(number);
      await bench.rest();
      const { id: sessionId } = agent.call();
      await agent.request('call.answer', { sessionId });
      await bench.rest();
      return sessionId;
    },
    all: (...who) => Object.fromEntries(who.map((one) => [one, hears(one)])),
    async guestAnswers() {
      const { leg } = far(GUEST);
      phone.emit({ type: 'answered', leg });
      phone.emit({ type: 'media', leg });
      await bench.rest();
    },
    ends: async () => (await bench.store.records({ app: 'demo' })).map(({ agent, end }) => `${agent} ${end.reason}`),
  };
}
