import type { Id } from '@callstation/core/model';
import type { AgentConfig, SkillGroupConfig } from '../engine/app-config.ts';
import type { IvrConfig } from '../routing/ivr.ts';
import type { TenantConfig } from './server-config.ts';

/** Where a number of ours leads. */
export type NumberTarget = { skillGroup: Id } | { ivr: Id };

/** What can be changed at run time, and what a document of that kind is. */
export interface LayerValues {
  agent: AgentConfig;
  skillGroup: SkillGroupConfig;
  ivr: IvrConfig;
  number: { to: NumberTarget };
}
/** A kind of document that can be changed at run time. */
export type LayerKind = keyof LayerValues;
/** All of {@link LayerKind}. */
export const LAYER_KINDS = ['agent', 'skillGroup', 'ivr', 'number'] as const satisfies readonly LayerKind[];

/** A document as it is now, instead of what the configuration file says; `null`: it is gone, whatever the file says. */
export type Layer = {
  [K in LayerKind]: { kind: K; id: Id; value: LayerValues[K] | null };
}[LayerKind];

/**
 * An app as it is: what the file says, with what was changed at run time laid over it. Pure; nothing of the input is
 * changed. Documents of the file keep their place, new ones come after them by id. A number leads to one place: where its own
 * document says, whatever groups and IVRs say of it.
 */
export function layered(file: TenantConfig, layers: readonly Layer[]): TenantConfig {
  if (layers.length === 0) return file;
  const { skillGroups, agents, ivrs } = file;
  const over: TenantConfig = { ...file, skillGroups: overlay(skillGroups, of(layers, 'skillGroup')) };
  const allAgents = overlay(agents ?? [], of(layers, 'agent'));
  const allIvrs = overlay(ivrs ?? [], of(layers, 'ivr'));
  if (agents !== undefined || allAgents.length > 0) over.agents = allAgents;
  if (ivrs !== undefined || allIvrs.length > 0) over.ivrs = allIvrs;
  const numbers = of(layers, 'number');
  return numbers.size === 0 ? over : withNumbers(over, numbers);
}

/** Every number that leads somewhere, in the order in which they are looked for. */
export function numbersOf({ skillGroups, ivrs = [] }: TenantConfig): { number: string; to: NumberTarget }[] {
  const inGroups = skillGroups.flatMap(({ id, numbers }) =>
    numbers.map((number) => ({ number, to: { skillGroup: id } })),
  );
  const inIvrs = ivrs.flatMap(({ id, numbers = [] }) => numbers.map((number) => ({ number, to: { ivr: id } })));
  return [...inGroups, ...inIvrs];
}

/** The documents of one kind by id, in the order of ids. */
function of<K extends LayerKind>(layers: readonly Layer[], kind: K): ReadonlyMap<Id, LayerValues[K] | null> {
  const mine = layers.filter((one): one is Extract<Layer, { kind: K }> => one.kind === kind);
  const sorted = mine.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return new Map(sorted.map(({ id, value }) => [id, value as LayerValues[K] | null]));
}

function overlay<T extends { id: Id }>(file: readonly T[], layers: ReadonlyMap<Id, T | null>): T[] {
  const known = new Set(file.map(({ id }) => id));
  const kept = file.map((one) => (layers.has(one.id) ? (layers.get(one.id) ?? null) : one));
  const added = [...layers].filter(([id]) => !known.has(id)).map(([, value]) => value);
  return [...kept, ...added].filter((one) => one !== null);
}

function withNumbers(app: TenantConfig, numbers: ReadonlyMap<string, { to: NumberTarget } | null>): TenantConfig {
  const placed = <T extends { id: Id; numbers?: string[] }>(one: T, kind: 'skillGroup' | 'ivr'): T => {
    const left = (one.numbers ?? []).filter((number) => !numbers.has(number));
    const added = [...numbers].flatMap(([number, value]) => {
      const to: Record<string, Id> = { ...value?.to };
      return to[kind] === one.id ? [number] : [];
    });
    return one.numbers === undefined && added.length === 0 ? one : { ...one, numbers: [...left, ...added] };
  };
  return {
    ...app,
    skillGroups: app.skillGroups.map((one) => placed(one, 'skillGroup')),
    ...(app.ivrs ? { ivrs: app.ivrs.map((one) => placed(one, 'ivr')) } : {}),
  };
}
