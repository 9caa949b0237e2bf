import type { ActiveCall, EndedCall } from '@callstation/core/model';
import { fakeOffer } from '@callstation/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';

import { openSeat, type OpenSeat } from './testing/open-seat.ts';

/** What the browser tells of something that has moved; TypeScript does not know it yet. */
interface Shift extends PerformanceEntry {
  readonly value: number;
  readonly sources: readonly { readonly previousRect: DOMRect; readonly currentRect: DOMRect }[];
}

const BOB = { id: 'p2', role: 'agent', state: 'joined', agentId: 'bob', name: 'Bob' } as const;
const CONSULT = { mode: 'consult', to: { agent: 'bob' }, party: BOB } as const;

const record = `<main>${'<p>A line of the record.</p>'.repeat(12)}</main>`;
/** How the elements stand in a page, which goes on below them. */
const PAGES: Readonly<Record<string, string>> = {
  'a call bar in the header': `<header><cs-call-bar></cs-call-bar></header><cs-incoming-call></cs-incoming-call>${record}`,
  'a button that floats': `${record}<cs-float-button></cs-float-button>`,
  'an open workbench that floats': `${record}<cs-float-button open></cs-float-button>`,
  'a workbench in the page': `<cs-workbench></cs-workbench>${record}`,
  'the root alone': record,
};

let seat: OpenSeat;
afterEach(() => seat.close());

/** Two frames: the first shows it, and at the second the browser has told what moved. */
const painted = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
  });

const began = Date.now();
const context = { flow: 'in', skillGroup: { id: 'g', name: 'Sales' } } as const;
const ringing = { ...fakeOffer('s1', '10001', began), context };
const talking = (changes: Partial<ActiveCall> = {}): ActiveCall => ({
  ...seat.active({ context, createdAt: began, answeredAt: began }),
  ...changes,
});

async function over(): Promise<void> {
  const deadline = began + 60_000;
  const end = { reason: 'remoteHangup', by: 'peer' } as const;
  const wrapUp = { deadline, requires: 'disposition' } as const;
  await seat.show({ ...talking(), phase: 'ended', endedAt: began, end, wrapUp } as unknown as EndedCall);
  await seat.be({ status: 'wrap-up', deadline, wrapUp });
}

/** A call from its arrival to the end of the work after it. */
const LIFE: readonly [state: string, set: () => Promise<void>][] = [
  ['it rings', () => seat.show(ringing)],
  ['it is answered', () => seat.show(talking())],
  ['it is recorded', () => seat.show(talking({ recording: 'on' }))],
  ['on hold', () => seat.show(talking({ hold: 'held' }))],
  ['a colleague is called', () => seat.show(talking({ hold: 'held', consult: { ...CONSULT, state: 'dialing' } }))],
  ['a colleague is asked', () => seat.show(talking({ hold: 'held', consult: { ...CONSULT, state: 'active' } }))],
  ['three in the call', () => seat.show(talking({ others: [BOB] }))],
  ['two in the call', () => seat.show(talking())],
  ['over, with work left', over],
  ['all is done', () => seat.tell({ type: 'removed', id: 's1', cause: 'sessionRemoved' }).then(() => seat.be({}))],
];

const whereOf = ({ x, y, width, height }: DOMRect): string => [x, y, width, height].map(Math.round).join(' ');

/** The cumulative layout shift of a whole call, and what it is made of. */
async function shiftOf(inside: string): Promise<{ cls: number; moved: string[] }> {
  const shifts: Shift[] = [];
  const observer = new PerformanceObserver((list) => void shifts.push(...(list.getEntries() as Shift[])));
  seat = await openSeat(inside, 'lang="en"', (backend) => {
    backend.handle('directory.dispositions', () => [{ id: 'sold', name: 'Sold' }]);
  });
  await painted();
  await painted();
  observer.observe({ type: 'layout-shift' });
  const moved: string[] = [];
  let cls = 0;
  for (const [state, set] of LIFE) {
    await set();
    await painted();
    for (const { value, sources } of [...shifts.splice(0), ...(observer.takeRecords() as Shift[])]) {
      cls += value;
      const what = sources.map(({ previousRect, currentRect }) => `${whereOf(previousRect)} → ${whereOf(currentRect)}`);
      moved.push(`${state}: ${value.toFixed(5)} (${what.join('; ')})`);
    }
  }
  observer.disconnect();
  return { cls, moved };
}

describe.each([1100, 360])('in a window of %d px', (width) => {
  it.each(Object.entries(PAGES))('nothing moves in a whole call, with %s', async (_, inside) => {
    await page.viewport(width, 900);
    expect(await shiftOf(inside)).toEqual({ cls: 0, moved: [] });
  });
});

it('would be seen to move', async () => {
  await page.viewport(1100, 900);
  const { cls } = await shiftOf(`<cs-incoming-call inline></cs-incoming-call>${record}`);
  expect(cls).toBeGreaterThan(0.01);
});
