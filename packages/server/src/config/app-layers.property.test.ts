import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SkillGroupConfig } from '../engine/app-config.ts';
import type { IvrConfig } from '../routing/ivr.ts';
import { LAYER_KINDS, layered, numbersOf, type Layer, type NumberTarget } from './app-layers.ts';
import type { TenantConfig } from './server-config.ts';

const id = fc.constantFrom('a', 'b', 'c', 'd', '__proto__', 'constructor');
const number = fc.constantFrom('4000', '4001', '4002', '+864003', '4004');
const numbers = fc.uniqueArray(number, { maxLength: 3 });
const group = fc.record({ id, name: fc.string(), numbers }).map((one): SkillGroupConfig => ({
  ...one,
  ...{ members: '*', ringTimeoutMs: 20_000, wrapUpMs: 0, strategy: 'longest-idle' },
}));
const ivr = fc
  .record({ id, name: fc.string(), numbers })
  .map((one): IvrConfig => ({ ...one, entry: 'end', nodes: [{ id: 'end', name: 'End', kind: 'hangup' }] }));
const agent = fc.record({ id, name: fc.string(), role: fc.constantFrom('agent' as const, 'admin' as const) });
const byId = <T extends { id: string }>(one: fc.Arbitrary<T>) => fc.uniqueArray(one, { selector: (of) => of.id });
const file = fc
  .record({ skillGroups: byId(group), agents: byId(agent), ivrs: byId(ivr) })
  .map((parts): TenantConfig => ({ id: 'app', secret: 's', defaultCountry: 'CN', trunk: 'simulator', ...parts }));
const target: fc.Arbitrary<NumberTarget> = fc.oneof(fc.record({ skillGroup: id }), fc.record({ ivr: id }));
const document = <K extends Layer['kind'], T extends { id: string }>(kind: K, value: fc.Arbitrary<T>) =>
  fc
    .tuple(value, fc.boolean())
    .map(([one, gone]) => ({ kind, id: one.id, value: gone ? null : one }) as unknown as Layer);
const layer: fc.Arbitrary<Layer> = fc.oneof(
  document('skillGroup', group),
  document('agent', agent),
  document('ivr', ivr),
  fc
    .tuple(number, fc.option(target))
    .map(([of, to]): Layer => ({ kind: 'number', id: of, value: to === null ? null : { to } })),
);
const layers = fc.uniqueArray(layer, { maxLength: 12, selector: (one) => `${one.kind} ${one.id}` });

const LISTS = { skillGroup: 'skillGroups', agent: 'agents', ivr: 'ivrs' } as const;
const bare = (one: object): object => ({ ...one, numbers: undefined });

describe('what was changed at run time', () => {
  it('laid over nothing is what the file says, and lays itself over only once', () => {
    fc.assert(
      fc.property(file, layers, (of, over) => {
        expect(layered(of, [])).toEqual(of);
        const once = layered(of, over);
        expect(layered(once, over)).toEqual(once);
      }),
    );
  });

  it('says the same in whatever order it is read, and changes nothing it was given', () => {
    fc.assert(
      fc.property(file, layers, (of, over) => {
        const before = structuredClone([of, over]);
        expect(layered(of, over.toReversed())).toEqual(layered(of, over));
        expect([of, over]).toEqual(before);
      }),
    );
  });

  it('is there as it was given, or gone; everything else is as the file says, in its order', () => {
    fc.assert(
      fc.property(file, layers, (of, over) => {
        const now = layered(of, over);
        for (const kind of LAYER_KINDS.filter((one) => one !== 'number')) {
          const [was, is] = [of[LISTS[kind]] ?? [], now[LISTS[kind]] ?? []];
          const mine = new Map(over.filter((one) => one.kind === kind).map((one) => [one.id, one.value]));
          for (const one of is)
            expect(bare(one)).toEqual(bare(mine.get(one.id) ?? was.find((x) => x.id === one.id) ?? {}));
          const gone = (one: { id: string }) => mine.get(one.id) === null;
          const left = was.filter((one) => !gone(one)).map((one) => one.id);
          const added = [...mine].filter(([at, value]) => value !== null && !was.some((x) => x.id === at));
          expect(is.map((one) => one.id)).toEqual([...left, ...added.map(([at]) => at).toSorted(compare)]);
        }
      }),
    );
  });

  it('sends every number it names to one place, if that is there, and leaves the others where they were', () => {
    fc.assert(
      fc.property(file, layers, (of, over) => {
        const now = layered(of, over);
        const before = numbersOf(
          layered(
            of,
            over.filter(({ kind }) => kind !== 'number'),
          ),
        );
        const named = new Map(over.flatMap((one) => (one.kind === 'number' ? [[one.id, one.value] as const] : [])));
        const found = numbersOf(now);
        expect(found.filter((one) => !named.has(one.number))).toEqual(before.filter((one) => !named.has(one.number)));
        for (const [at, value] of named) {
          const wanted = [
            ...now.skillGroups.map((x) => ({ skillGroup: x.id })),
            ...(now.ivrs ?? []).map((x) => ({ ivr: x.id })),
          ]
            .filter((to) => JSON.stringify(to) === JSON.stringify(value?.to))
            .map((to) => ({ number: at, to }));
          expect(found.filter((one) => one.number === at)).toEqual(wanted);
        }
      }),
    );
  });
});

function compare(a: string, b: string): number {
  return a < b ? -1 : 1;
}
