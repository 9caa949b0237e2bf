import type { NumberListing } from '@callstation/core';
import type { AgentSnapshot } from '@callstation/core/model';

const POOL = 'pool ';

/** The choice of an agent as the value of a field. */
export const chosenBy = ({ callerPool, callerNumber }: AgentSnapshot): string =>
  callerPool === undefined ? (callerNumber ?? '') : POOL + callerPool;

/** What a value of the field stands for. */
export const choiceOf = (value: string): string | null | { pool: string } => {
  if (value.startsWith(POOL)) return { pool: value.slice(POOL.length) };
  return value === '' ? null : value;
};

/** What there is to choose from: the centre's own choice, numbers, and pools of them. */
export function optionsOf(listings: readonly NumberListing[]): {
  usual: string | undefined;
  options: { value: string; label: string }[];
} {
  const usual = listings.find((listing) => listing.default)?.number;
  const pools = new Map(
    listings.flatMap(({ pool, poolName }) => (pool === undefined ? [] : [[pool, poolName ?? pool]])),
  );
  const numbers = [...new Set(listings.map(({ number }) => number))];
  return {
    usual,
    options: [
      { value: '', label: usual === undefined ? 'Usual' : `Usual (${usual})` },
      ...numbers.map((number) => ({ value: number, label: number })),
      ...[...pools].map(([pool, name]) => ({ value: POOL + pool, label: `${name}, one after the other` })),
    ],
  };
}
