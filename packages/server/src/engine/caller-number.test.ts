import { describe, expect, it } from 'vitest';
import { demoApp, type AppConfig } from './app-config.ts';
import { createCallerNumbers, ownNumbers } from './caller-number.ts';

const group = { members: '*', ringTimeoutMs: 1, wrapUpMs: 0, strategy: 'longest-idle' } as const;
const app: AppConfig = {
  ...demoApp,
  id: 'shop',
  callerNumber: '4001000100',
  numberPools: [
    { id: 'north', name: 'North', numbers: ['4001000201', '400 100 0202'] },
    { id: 'south', name: 'South', numbers: ['4001000301'] },
  ],
  skillGroups: [
    { ...group, id: 'sales', name: 'Sales', numbers: ['4000'] },
    { ...group, id: 'support', name: 'Support', numbers: [], callerNumber: '4001000400' },
  ],
};
const [MAIN, N1, N2, S1, SUPPORT] = ['100', '201', '202', '301', '400'].map((end) => `+864001000${end}`);

describe('the number that is shown', () => {
  it("is the call's, its pools', its group's, the agent's, the app's, in this order", () => {
    const numbers = createCallerNumbers();
    const agent = { callerNumber: '4000' };
    const all = { callerNumber: '4001000301', callerPools: ['north'], skillGroup: 'support' };
    expect(numbers.pick(app, agent, all)).toBe(S1);
    expect(numbers.pick(app, agent, { callerPools: ['north'], skillGroup: 'support' })).toBe(N1);
    expect(numbers.pick(app, agent, { skillGroup: 'support' })).toBe(SUPPORT);
    expect(numbers.pick(app, agent, { skillGroup: 'sales' })).toBe('4000');
    expect(numbers.pick(app, { callerPool: 'south' }, {})).toBe(S1);
    expect(numbers.pick(app, {}, {})).toBe(MAIN);
  });

  it('goes round in a pool, and in several taken together', () => {
    const numbers = createCallerNumbers();
    const take = (...callerPools: string[]) => numbers.pick(app, {}, { callerPools });
    expect([take('north'), take('north'), take('north')]).toEqual([N1, N2, N1]);
    expect([1, 2, 3, 4].map(() => take('north', 'south'))).toEqual([N1, N2, S1, N1]);
    expect(take('north')).toBe(N2);
    expect(numbers.pick({ ...app, id: 'other' }, {}, { callerPools: ['north'] })).toBe(N1);
  });

  it("is one of the centre's own, however it is written", () => {
    const numbers = createCallerNumbers();
    expect(numbers.pick(app, {}, { callerNumber: '400-100-0202' })).toBe(N2);
    const refused = (choice: Parameters<typeof numbers.check>[1]) => {
      try {
        return numbers.check(app, choice);
      } catch (error) {
        return (error as { code: string }).code;
      }
    };
    expect(refused({ number: '13800138000' })).toBe('forbidden');
    expect(refused({ number: 'tel:x\r\n' })).toBe('invalidArgument');
    expect(refused({ pool: 'east' })).toBe('notFound');
    expect(refused({ number: null })).toEqual({ number: null });
    expect(() => numbers.pick(app, {}, { callerPools: ['north', 'east'] })).toThrow('No such pool');
  });

  it('of the app changes at run time, for that app, and back', () => {
    const numbers = createCallerNumbers();
    numbers.setDefault(app, { pool: 'north' });
    expect([numbers.pick(app, {}, {}), numbers.pick(app, {}, {})]).toEqual([N1, N2]);
    expect(numbers.pick({ ...app, id: 'other' }, {}, {})).toBe(MAIN);
    numbers.setDefault(app, { number: '4001000301' });
    expect(numbers.pick(app, {}, {})).toBe(S1);
    numbers.setDefault(app, { number: null });
    expect(numbers.pick(app, {}, {})).toBe(MAIN);
    const { callerNumber: _, ...bare } = app;
    expect(numbers.pick({ ...bare, callerPool: 'south' }, {}, {})).toBe(S1);
    expect(numbers.pick(bare, {}, {})).toBeUndefined();
  });
});

describe('the list', () => {
  it("has every number, once for each pool, and says which is the centre's choice", () => {
    const numbers = createCallerNumbers();
    expect(numbers.list(app)).toEqual([
      { number: MAIN, default: true },
      { number: '4000' },
      { number: SUPPORT },
      { number: N1, pool: 'north', poolName: 'North' },
      { number: N2, pool: 'north', poolName: 'North' },
      { number: S1, pool: 'south', poolName: 'South' },
    ]);
    numbers.setDefault(app, { pool: 'north' });
    expect(numbers.list(app).filter((one) => one.default)).toHaveLength(2);
    expect(ownNumbers(app)).toHaveLength(6);
  });
});
