import type { Workstation } from '@callstation/core';
import { createSeat, settle, type SeatCentre } from '@callstation/testkit';
import { afterEach, beforeEach, vi } from 'vitest';

import type { SdkEvents } from '../follow.ts';
import { Sdk, type Outlet } from '../sdk.ts';
import type { RegisterOptions } from '../options.ts';

/** One event, as a page hears it. */
export type Heard = { [N in keyof SdkEvents]: { name: N; payload: SdkEvents[N] } }[keyof SdkEvents];

/** Something that hears instead of an element, and keeps how often it was shown a seat. */
export interface Ear extends Outlet {
  heard: Heard[];
  shown: (Workstation | null)[];
  /** What was heard since the last time: names with what they carried. */
  news(): [string, unknown][];
}

/** Makes one. */
export function createEar(): Ear {
  const heard: Heard[] = [];
  const shown: (Workstation | null)[] = [];
  return {
    ...{ heard, shown },
    tell: (name, payload) => void heard.push({ name, payload } as Heard),
    show: (seat) => void shown.push(seat),
    news: () => heard.splice(0).map(({ name, payload }) => [name, payload]),
  };
}

/** The sdk over a centre with one seat. */
export interface Bench {
  sdk: Sdk;
  ear: Ear;
  centre: SeatCentre;
  seat: Workstation;
  /** Answers to `hangupCall`, in order. */
  answers: unknown[];
  hangup(): Promise<void>;
}

/** An element's ear at a seat that is signed in, unless `register` is false. */
export async function openBench(options: Partial<RegisterOptions> & { signIn?: boolean } = {}): Promise<Bench> {
  const { signIn = true, ...given } = options;
  const { centre, workstation: seat } = createSeat();
  const sdk = new Sdk();
  const ear = createEar();
  sdk.attach(ear);
  if (signIn) sdk.register({ token: 'Bearer abc', workstation: seat, callstation: { pages: 'all' }, ...given });
  await settle();
  const answers: unknown[] = [];
  return {
    ...{ sdk, ear, centre, seat, answers },
    hangup: () => sdk.hangupCall((answer: unknown) => answers.push(answer)),
  };
}

/** What was heard of calls since the last time: the values of each. */
export const calls = ({ ear }: Bench): unknown[] =>
  ear.news().flatMap(([name, payload]) => (name === 'onCall' ? [Object.values(payload as object)] : []));

/** Keeps what each test of a file has written to the console, and takes back what it stubbed. */
export function keepConsole(): string[] {
  const written: string[] = [];
  beforeEach(() => {
    for (const level of ['warn', 'error'] as const) {
      vi.spyOn(console, level).mockImplementation((text: unknown) => void written.push(String(text)));
    }
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
    written.splice(0);
  });
  return written;
}
