import {
  createFakeClock,
  createFakeLogger,
  createFakeRandom,
  type FakeClock,
  type FakeLogger,
} from '@callstation/testkit';
import { createPageSip } from '../create-page-sip.ts';
import type { PageSip } from '../page-sip.types.ts';
import { FakeCentre, type FakeCentreLeg } from './fake-centre.ts';
import { createFakeMedia, type FakeMedia } from './fake-media.ts';

/** A page's SIP side between a centre and media that are both made up. */
export interface SipBench {
  centre: FakeCentre;
  clock: FakeClock;
  logger: FakeLogger;
  media: FakeMedia;
  sip: PageSip;
  facts: string[];
  close(): Promise<void>;
}

/** Makes it. */
export function openSipBench(): SipBench {
  const centre = new FakeCentre();
  const clock = createFakeClock();
  const logger = createFakeLogger();
  const media = createFakeMedia();
  const facts: string[] = [];
  const sip = createPageSip({
    media,
    clock,
    logger,
    random: createFakeRandom(),
    account: async () => centre.account(),
    onFacts: (fact) => facts.push(fact.sip),
    socket: centre.open,
  });
  const close = async (): Promise<void> => {
    const closed = sip.close();
    await arrive();
    clock.advance(500);
    await closed;
    centre.close();
  };
  return { centre, clock, logger, media, sip, facts, close };
}

/** Lets in-memory messages, which take some turns each way, arrive. */
export async function arrive(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** The answer to an INVITE; rejects when it was refused. */
export async function answered(leg: FakeCentreLeg): Promise<string> {
  const outcome = await leg.outcome;
  if (!('answer' in outcome)) throw new Error(`refused with ${outcome.status}`);
  return outcome.answer;
}
