import { optional, required } from '../args.ts';
import type { Desk } from '../desk.ts';
import { UdeskError } from '../envelope.ts';
import { ownerOf } from './agent.ts';

type Listing = Awaited<ReturnType<Desk['seat']['directory']['numbers']>>[number];

/** Every number that may be shown to who is called. */
export async function spNumbers(desk: Desk, options: unknown): Promise<string[]> {
  ownerOf(desk, options);
  return distinct(await desk.seat.directory.numbers());
}

const distinct = (numbers: readonly Listing[]): string[] => [...new Set(numbers.map(({ number }) => number))];

/** The number that is shown: the agent's own choice, or the centre's. */
export async function currentSpNumber(desk: Desk, options: unknown): Promise<string> {
  const own = ownerOf(desk, options) === 'agent' ? desk.seat.getSnapshot().agent?.callerNumber : undefined;
  if (own !== undefined) return own;
  return (await desk.seat.directory.numbers()).find((one) => one.default)?.number ?? '';
}

/** Chooses the number that is shown. For the app that needs a right. */
export async function setSpNumber(desk: Desk, options: unknown): Promise<null> {
  const owner = ownerOf(desk, options);
  await desk.seat.agent.setCallerNumber(required(options, 'DisplayNumber', desk.warn), { owner });
  return null;
}

/** 1: numbers; 2: pools of them. */
function kindOf({ warn }: Desk, options: unknown): '1' | '2' {
  // Documented as a string, shown as a number.
  const type = optional(options, 'type', () => undefined) ?? optional(options, 'type', warn, ['Type']);
  if (type !== '1' && type !== '2') throw new UdeskError(type === undefined ? '100001' : '000001', 'type is 1 or 2.');
  return type;
}

/** A number, or a pool, to choose. */
export interface NumberChoice {
  id: string;
  name: string;
  number?: string;
  numbers?: string[];
}

/** What may be shown, and which of it is chosen. */
export async function numberPool(
  desk: Desk,
  options: unknown,
): Promise<{ list: NumberChoice[]; defaultId: string | null }> {
  const kind = kindOf(desk, options);
  const numbers = await desk.seat.directory.numbers();
  const { agent } = desk.seat.getSnapshot();
  if (kind === '1') {
    const list = distinct(numbers).map((number) => ({ id: number, name: number, number }));
    return { list, defaultId: agent?.callerNumber ?? null };
  }
  const pools = new Map<string, Required<Pick<NumberChoice, 'id' | 'name' | 'numbers'>>>();
  for (const { pool, poolName, number } of numbers) {
    if (pool === undefined) continue;
    const known = pools.get(pool) ?? { id: pool, name: poolName ?? pool, numbers: [] };
    pools.set(pool, { ...known, numbers: [...known.numbers, number] });
  }
  return { list: [...pools.values()], defaultId: agent?.callerPool ?? null };
}

/** Chooses a number or a pool, for the next call on. */
export async function setNumberPool(desk: Desk, options: unknown): Promise<Record<string, never>> {
  const kind = kindOf(desk, options);
  const id = required(options, 'id', desk.warn);
  await desk.seat.agent.setCallerNumber(kind === '1' ? id : { pool: id });
  return {};
}
