import type { Scenario, ScenarioStep } from '@callstation/testkit';

import type { Centre } from './centre.ts';
import { customer, untilHears, untilSilent } from './customer.ts';
import type { Seat } from './seat.ts';
import { until } from './until.ts';

/** Who plays: the seat of alice, and those of others by their names. */
export interface Cast {
  centre: Centre;
  alice: Seat;
  seats: Readonly<Record<string, Seat>>;
  /** What alice's microphone hums. */
  hz: number;
}

/** The demos have fewer words on a button than `@callstation/core/words`. */
const LABELS: Readonly<Record<string, string>> = { 'Leave conference': 'Leave' };
const PICKERS = {
  consult: { opener: 'Consult', title: 'Consult' },
  transfer: { opener: 'Transfer', title: 'Transfer to' },
  conference: { opener: 'Add to call', title: 'Add' },
} as const;

/** Performs a scenario through what an agent sees and presses. */
export async function play({ steps }: Scenario, cast: Cast): Promise<void> {
  const { alice, centre } = cast;
  const ended = new Map<Seat, number>();
  for (const seat of [alice, ...Object.values(cast.seats)]) ended.set(seat, (await seat.ends()).length);
  let id: string | undefined;
  for (const step of steps) {
    await perform(step, cast, ended, async () => (id ??= (await customer(centre)).id));
    // The first leg is the customer's; who is called later has one as well.
    if ('do' in step && (step.do === 'dial' || step.do === 'customerCalls')) id = undefined;
    if ('see' in step && step.see === 'phase' && step.phase === 'active') id ??= (await customer(centre)).id;
  }
}

async function perform(
  step: ScenarioStep,
  cast: Cast,
  ended: ReadonlyMap<Seat, number>,
  who: () => Promise<string>,
): Promise<void> {
  if ('hear' in step) return hear(step, cast, who);
  if ('see' in step) return see(step, cast, ended);
  const { alice, centre, seats } = cast;
  switch (step.do) {
    case 'dial':
      return alice.dial(step.number);
    case 'dialAgent':
      await alice.press(`Call ${nameOf(step.agent)}`);
      await seats[step.agent]?.untilPhase('offered');
      return seats[step.agent]?.press('Answer');
    case 'customerCalls':
      await centre.post('/dev/customers', { from: step.from, scenario: '10001' });
      return;
    case 'digits':
      await alice.press('Keypad');
      for (const digit of step.digits) await alice.press(digit);
      return;
    case 'press': {
      const seat = step.at === undefined ? alice : (seats[step.at] ?? alice);
      return seat.press(LABELS[step.button] ?? step.button);
    }
    case 'consult':
    case 'transfer':
    case 'conference': {
      const { opener, title } = PICKERS[step.do];
      await alice.press(opener);
      if ('agent' in step.to) return alice.press(`${title} ${nameOf(step.to.agent)}`);
      await alice.page.getByRole('textbox', { name: 'Number', exact: true }).fill(step.to.number);
      return alice.press(`${title} number`);
    }
  }
}

async function see(
  step: Extract<ScenarioStep, { see: string }>,
  { alice, seats }: Cast,
  ended: ReadonlyMap<Seat, number>,
): Promise<void> {
  const shows = (attribute: string, value: string): Promise<void> =>
    until(
      `${attribute}=${value}`,
      async () => (await alice.card(attribute)) === value,
      () => alice.card(attribute),
    );
  switch (step.see) {
    case 'phase':
      return alice.untilPhase(step.phase);
    case 'hold':
      return shows('data-hold', step.hold);
    case 'others':
      return shows('data-others', String(step.count));
    case 'consult':
      await shows('data-consult', step.state);
      if (step.failed !== undefined) await alice.page.locator('.call-notice').waitFor();
      return;
    case 'end': {
      const seat = step.at === undefined ? alice : (seats[step.at] ?? alice);
      const before = ended.get(seat) ?? 0;
      const newest = async (): Promise<(string | null)[]> => (await seat.ends()).slice(before);
      return until(`an end: ${step.reason}`, async () => (await newest()).includes(step.reason), newest, 15_000);
    }
  }
}

async function hear(
  { hear: ear, what, hz }: Extract<ScenarioStep, { hear: string }>,
  { centre, alice, hz: own }: Cast,
  who: () => Promise<string>,
): Promise<void> {
  if (ear === 'agent') {
    const loud = what === 'tone' && hz !== undefined ? () => alice.hears(hz, 3000) : () => alice.rms(1000);
    return until(`${what} at the agent`, async () => (await loud()) > 0.02, loud);
  }
  const id = await who();
  if (what === 'voice' || what === 'tone') return untilHears(centre, id, own);
  if (what === 'silence') return untilSilent(centre, id);
  const last = async () => (await customer(centre, id)).heard.last;
  await until(
    'music and not the agent',
    async () => !(await last()).silent && ((await last()).tones[String(own)] ?? 0) < 0.002,
    last,
  );
}

const nameOf = (agent: string): string => agent.charAt(0).toUpperCase() + agent.slice(1);
