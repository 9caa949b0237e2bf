/** The part of a test runner that contracts use; vitest's fits as it is. */
export interface Runner {
  describe(name: string, fn: () => void): void;
  it(name: string, fn: () => void | Promise<void>, timeoutMs?: number): void;
  expect(value: unknown): Expectation;
}

interface Matchers<R> {
  toBe(value: unknown): R;
  toEqual(value: unknown): R;
  toBeGreaterThanOrEqual(value: number): R;
  toBeLessThan(value: number): R;
  toMatch(value: RegExp): R;
  toMatchObject(value: object): R;
}

/** What is expected of a value. */
export interface Expectation extends Matchers<void> {
  readonly not: Matchers<void>;
  readonly rejects: Matchers<Promise<void>>;
}
