/** The tenant of the benches; its secret is nobody's. */
export const SECRET = 'bench-only-secret-0123456789abcdefghijkl';

const group = { members: '*', ringTimeoutMs: 20_000, wrapUpMs: 0, strategy: 'longest-idle', noAnswer: 'again' };

/** Two queues: one that rings everybody with a page, one for those at desk phones. */
export const tenantOf = ({ pages = '*', phones = [] } = {}) => ({
  id: 'large',
  secret: SECRET,
  name: 'Large centre',
  defaultCountry: 'CN',
  trunk: 'simulator',
  breakReasons: [{ id: 'lunch', name: 'Lunch' }],
  skillGroups: [
    { ...group, id: 'all', name: 'Everybody', strategy: 'ring-all', members: pages, numbers: ['4100'] },
    { ...group, id: 'desk', name: 'Desk phones', members: phones, numbers: ['4200'] },
  ],
});

/** One in ten takes calls at a desk phone. */
export function staffOf(agents) {
  const all = Array.from({ length: agents }, (_, i) => `a${i}`);
  return { pages: all.filter((_, i) => i % 10 !== 0), phones: all.filter((_, i) => i % 10 === 0) };
}
