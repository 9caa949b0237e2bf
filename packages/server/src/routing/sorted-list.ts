/** Members in one total order; adding and removing cost a binary search. */
export interface SortedList<T> extends Iterable<T> {
  readonly size: number;
  add(member: T): void;
  /** The member must be as it was when it was added. */
  remove(member: T): void;
  at(index: number): T | undefined;
  /** How many come before that one would. */
  rank(member: T): number;
}

/** Makes an empty list. `compare` must tell any two members apart. */
export function createSortedList<T>(compare: (a: T, b: T) => number): SortedList<T> {
  const members: T[] = [];
  const rank = (member: T): number => {
    let low = 0;
    let high = members.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = members[middle];
      if (other !== undefined && compare(other, member) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    get size() {
      return members.length;
    },
    add(member) {
      members.splice(rank(member), 0, member);
    },
    remove(member) {
      const index = rank(member);
      const found = members[index];
      if (found !== undefined && compare(found, member) === 0) members.splice(index, 1);
    },
    at: (index) => members[index],
    rank,
    [Symbol.iterator]: () => members[Symbol.iterator](),
  };
}
