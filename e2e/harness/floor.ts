import type { Browser } from 'playwright-core';

import type { Centre } from './centre.ts';
import { clearCustomers, customer, type CustomerReport } from './customer.ts';
import { bundleDesk } from './desk-folder.ts';
import { type Desk, type DeskOptions, openDesk } from './desk.ts';
import { createScene, type Scene, VOICES } from './scene.ts';
import { openStage } from './stage.ts';
import { until } from './until.ts';

/** Everything for calls between agents at desks and simulated people: a centre, a browser, and who is there. */
export interface Floor extends Scene {
  centre: Centre;
  browser: Browser;
  readonly desks: readonly Desk[];
  /** A page of an agent who hums their own voice, at the centre or at what stands in front of it. */
  open(agent: keyof typeof VOICES, options?: Partial<DeskOptions> & { url?: string }): Promise<Desk>;
  /** A customer with their own voice calls in. */
  ring(from?: string): Promise<{ id: string; customer: string }>;
  /** The same, answered at that desk. */
  answered(desk: Desk, from?: string): Promise<{ id: string; customer: string; report: CustomerReport }>;
  /** What a dialled number does. Given back by {@link Floor.clear}. */
  script(number: string, steps: readonly unknown[]): Promise<void>;
  /** The newest leg to that number, over or not. */
  newest(number: string): Promise<CustomerReport>;
  /** Hangs up on everybody, and waits until nothing is left at that desk. */
  quiet(desk: Desk): Promise<void>;
  /** Ends all calls and closes all pages. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** A person who picks up and hums for as long as the call lasts. */
export const humming = (hz: number, ringMs = 300): readonly unknown[] => [
  { do: 'ring', ms: ringMs },
  { do: 'answer' },
  { do: 'tone', hz, ms: 3_600_000 },
];
const CALLER = { steps: [{ do: 'answer' }, { do: 'tone', hz: VOICES.customer, ms: 3_600_000 }] };

/** Starts it all on this machine's network. `more`: voices besides {@link VOICES} that are listened for. */
export async function openFloor(
  flags: readonly string[] = [],
  more: Readonly<Record<string, number>> = {},
): Promise<Floor> {
  const folder = await bundleDesk();
  const { centre, browser, close } = await openStage('this machine', [...folder.flags, ...flags]);
  const desks: Desk[] = [];
  const scripted = new Set<string>();
  /** Desks that were left, by who sat there and how. */
  const left = new Map<string, Desk>();
  const keyOf = (agent: string, options: object): string => JSON.stringify([agent, options]);
  const keys = new WeakMap<Desk, string>();
  let callers = 0;
  const scene = createScene(centre, () => desks.filter(({ page }) => !page.isClosed()), more);
  async function ring(from = `+86138${String(10_000_000 + callers++)}`) {
    const { body } = await centre.post('/dev/customers', { from, scenario: CALLER });
    const here = desks.filter(({ page }) => !page.isClosed());
    let id: string | undefined;
    await until('somebody to be rung', async () => {
      const shown = await Promise.all(here.map((desk) => desk.show()));
      id = shown.flatMap(({ sessions }) => sessions).find(({ phase }) => phase === 'offered')?.id;
      return id !== undefined;
    });
    return { id: id ?? '', customer: (body as CustomerReport).id };
  }
  const quiet = async (desk: Desk): Promise<void> => {
    await clearCustomers(centre);
    await untilQuiet(desk);
  };
  const untilQuiet = (desk: Desk): Promise<void> =>
    until(
      `nothing to be left at ${desk.agent}`,
      async () => (await desk.show()).sessions.every(({ phase }) => phase === 'ended'),
      async () => [(await desk.show()).sessions, await desk.log()],
    );
  /** A page with a browser context of its own stays for the next test. */
  const leave = async (desk: Desk): Promise<void> => {
    const key = keys.get(desk);
    if (key === undefined || left.has(key) || desk.context.pages().length > 1) return desk.context.close();
    await desk.leave();
    left.set(key, desk);
  };
  return {
    ...{ centre, browser, desks, quiet },
    hear: (...hearing) => scene.hear(...hearing),
    hearAt: (...hearing) => scene.hearAt(...hearing),
    async open(agent, { url = centre.url, ...options } = {}) {
      const key = keyOf(agent, { url, ...options, beside: undefined });
      const known = options.beside === undefined ? left.get(key) : undefined;
      left.delete(key);
      if (known !== undefined) await known.comeBack();
      const desk = known ?? (await openDesk(browser, url, agent, { hz: VOICES[agent], ...options }));
      if (options.beside === undefined) keys.set(desk, key);
      desks.push(desk);
      return desk;
    },
    ring,
    async answered(desk, from) {
      const { id, customer: caller } = await ring(from);
      await desk.call('answer', id);
      await desk.until('the call to be active', (call) => call.id === id && call.phase === 'active');
      return { id, customer: caller, report: await customer(centre, caller) };
    },
    async script(number, steps) {
      scripted.add(number);
      await centre.put(`/dev/numbers/${number}`, { scenario: { steps } });
    },
    async newest(number) {
      const { body } = await centre.get(`/dev/customers?number=${encodeURIComponent(number)}`);
      const [found] = body as CustomerReport[];
      if (!found) throw new Error(`Nobody called ${number}.`);
      return found;
    },
    async clear() {
      await clearCustomers(centre);
      const open = desks.splice(0).filter(({ page }) => !page.isClosed());
      await Promise.all(open.map(untilQuiet));
      await Promise.all(open.map(leave));
      for (const number of scripted) await centre.put(`/dev/numbers/${number}`, { scenario: null });
      scripted.clear();
    },
    async close() {
      await close();
      folder.remove();
    },
  };
}
