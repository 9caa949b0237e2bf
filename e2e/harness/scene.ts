import { customer, type CustomerReport } from './customer.ts';
import type { Centre } from './centre.ts';
import type { Desk } from './desk.ts';
import { until } from './until.ts';

/** Everybody's own frequency. The hold music has nothing above 1.5 kHz and nothing near these two below it. */
export const VOICES = { customer: 660, guest: 1000, alice: 2000, bob: 2200, carol: 1800, sam: 2400 } as const;
/** The simulator's phones of agents, by number. */
export const PHONES = { '20001': 1200, '20003': 1600 } as const;
/** What a menu of the tests says, a tone each. */
export const PROMPTS = { prompt: 1600, wrongKey: 1400, goodbye: 1200 } as const;
/** Somebody with a voice. */
export type Who = keyof typeof VOICES | keyof typeof PHONES | keyof typeof PROMPTS;

/** What an ear may hear besides voices: the hold music, the ringback tone, the soft tone of a lost agent. */
type Sound = 'music' | 'ringback' | 'lost';
/** The voices of exactly these, and the sound if there is one. Nobody and nothing: silence. */
export type Hearing = readonly (Who | Sound)[];

const HEARD = 0.02;
const UNHEARD = 0.006;
const MUSIC_BELOW = 1500;
/** What a page heard within this time counts. */
const PAGE_MS = 150;

type Tones = Record<string, number>;
interface Sample {
  tones: Tones;
  rms: number;
}

/** A page of an agent, of whatever it is made. */
type Ear = Pick<Desk, 'agent' | 'page'>;

/** An ear of a page. */
async function pageEar({ page }: Ear): Promise<Sample> {
  return page.evaluate(
    ([tones, ms]) => ({
      tones: Object.fromEntries(tones.map((hz) => [hz, window.ear.max(hz, ms)])),
      rms: window.ear.rms(ms),
    }),
    [[...Object.values(VOICES), 1200, 1400, 1600, 425], PAGE_MS] as const,
  );
}
async function customerEar(centre: Centre, id: string): Promise<Sample> {
  const { last } = (await customer(centre, id)).heard;
  return { tones: last.tones, rms: last.silent ? 0 : last.rms };
}

/** Listens at every ear of a conversation. */
export interface Scene {
  /**
   * Waits until everybody hears exactly what is said of them, all at the same time: `{alice: ['customer'], …}`. Keys are
   * agents' names, or ids of the simulator's legs.
   */
  hear(expected: Readonly<Record<string, Hearing>>, ms?: number): Promise<void>;
  /** The same for one tab of several. */
  hearAt(desk: Ear, hearing: Hearing): Promise<void>;
}

/** Makes a {@link Scene} of desks by agent. */
export function createScene(
  centre: Centre,
  desks: () => readonly Ear[],
  extra: Readonly<Record<string, number>> = {},
): Scene {
  const voices: Record<string, number> = { ...VOICES, ...extra };
  const listen = (name: string): Promise<Sample> => {
    const desk = desks().findLast(({ agent }) => agent === name);
    return desk ? pageEar(desk) : customerEar(centre, name);
  };
  return {
    async hearAt(desk, hearing) {
      const look = async (): Promise<string[]> => faults(desk.agent, hearing, await pageEar(desk), voices);
      await until(`to hear ${hearing.join()} in the tab`, async () => (await look()).length === 0, look);
    },
    async hear(expected, ms = 10_000) {
      let wrong: string[] = [];
      const look = async (): Promise<boolean> => {
        const found = await Promise.all(
          Object.entries(expected).map(async ([name, hearing]) => faults(name, hearing, await listen(name), voices)),
        );
        wrong = found.flat();
        return wrong.length === 0;
      };
      let twice = 0;
      await until(
        `everybody to hear ${JSON.stringify(expected)}`,
        async () => {
          twice = (await look()) ? twice + 1 : 0;
          return twice === 2;
        },
        async () => wrong,
        ms,
      );
    },
  };
}

function faults(name: string, hearing: Hearing, { tones, rms }: Sample, voices: Record<string, number>): string[] {
  const wrong: string[] = [];
  for (const [who, hz] of Object.entries(voices)) {
    const level = tones[hz];
    // The music has something of everything below 1.5 kHz.
    if (level === undefined || (hearing.includes('music') && hz < MUSIC_BELOW)) continue;
    const wanted = (hearing as readonly string[]).includes(who);
    if (wanted ? level < HEARD : level > UNHEARD) wrong.push(`${name}: ${who} at ${level.toFixed(4)}`);
  }
  const loud = rms > 0.003;
  if (hearing.length === 0 && loud) wrong.push(`${name}: not silent (${rms.toFixed(4)})`);
  if (hearing.includes('ringback') && (tones['425'] ?? 0) < HEARD) wrong.push(`${name}: no ringback`);
  if ((hearing.includes('music') || hearing.includes('lost')) && !loud) wrong.push(`${name}: nothing`);
  return wrong;
}

/** The newest leg of the simulator with that number, waited for. */
export async function legTo(centre: Centre, number: string): Promise<CustomerReport> {
  let found: CustomerReport | undefined;
  await until(`a call to ${number}`, async () => {
    const { body } = await centre.get(`/dev/customers?number=${encodeURIComponent(number)}`);
    found = (body as CustomerReport[])[0];
    return found !== undefined && found.state !== 'ended';
  });
  return found as CustomerReport;
}
