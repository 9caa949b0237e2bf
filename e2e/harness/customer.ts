import type { Centre } from './centre.ts';
import { until } from './until.ts';

interface EarWindow {
  at: number;
  rms: number;
  silent: boolean;
  tone: number | null;
  tones: Record<string, number>;
}

/** What a simulated customer tells of a call. Field names are the server's. */
export interface CustomerReport {
  id: string;
  number: string;
  state: string;
  digits: string;
  ended: { reason: string } | null;
  heard: {
    last: EarWindow;
    windows: EarWindow[];
    sinceMark: { ms: number; longest: number; longestWait: number; dips: { at: number; ms: number }[] } | null;
  };
}

/** The newest leg of the simulator, or the one with that id. */
export async function customer(centre: Centre, id?: string): Promise<CustomerReport> {
  const answer = await centre.get(id ? `/dev/customers/${id}` : '/dev/customers');
  const found = id ? answer.body : listOf(answer.body)[0];
  if (!found) throw new Error(`No customer: ${JSON.stringify(answer)}`);
  return found as CustomerReport;
}

function listOf(body: unknown): unknown[] {
  if (Array.isArray(body)) return body;
  if (typeof body === 'object' && body !== null && 'customers' in body && Array.isArray(body.customers))
    return body.customers;
  return [];
}

/** Waits until the customer hears that tone louder than `level`. */
export async function untilHears(centre: Centre, id: string, hz: number, level = 0.02): Promise<void> {
  const heard = async () => (await customer(centre, id)).heard.last;
  await until(`${hz} Hz at the customer`, async () => ((await heard()).tones[String(hz)] ?? 0) > level, heard);
}

/** Waits until the customer hears nothing at all. */
export async function untilSilent(centre: Centre, id: string): Promise<void> {
  const heard = async () => (await customer(centre, id)).heard.last;
  await until('silence at the customer', async () => (await heard()).silent, heard);
}

/** Hangs up on everybody, so that the next test starts with nobody in a call or a queue. */
export async function clearCustomers(centre: Centre): Promise<void> {
  for (const { id, state } of listOf((await centre.get('/dev/customers')).body) as CustomerReport[])
    if (state !== 'ended') await centre.remove(`/dev/customers/${id}`);
}
