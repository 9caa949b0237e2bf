import type { MenuGraph } from '../domain/types.ts';
import type { IvrConfig, IvrNode } from '../routing/ivr.ts';
import type { AppConfig, CentreLimits, Overflow, SkillGroupConfig } from './app-config.ts';
import { menuGraph } from './menu-graph.ts';

/** Why a caller does not wait (on): they waited long enough, nobody is signed in, or it is closed. */
export type OverflowWhy = 'full' | 'nobody' | 'closed';

/** Where a caller of that group goes who does not wait (on): a small IVR made of what the configuration says. */
export function overflowGraph(
  app: AppConfig,
  group: SkillGroupConfig | undefined,
  why: OverflowWhy,
  limits: CentreLimits,
): { graph: MenuGraph; node: string } {
  const sorry: IvrNode = { id: 'sorry', name: 'Sorry', kind: 'hangup', prompt: { say: usual(why) } };
  const [first = sorry, ...rest] = nodesOf(group?.overflow?.[why], sorry);
  const ivr: IvrConfig = {
    id: `overflow-${group?.id ?? ''}`,
    name: 'Overflow',
    entry: first.id,
    nodes: [first, ...rest],
  };
  return { graph: menuGraph(app, ivr, limits), node: first.id };
}

function nodesOf(to: Overflow | undefined, sorry: IvrNode): IvrNode[] {
  if (to === undefined) return [sorry];
  const common = { id: 'overflow', name: 'Overflow' };
  if ('announcement' in to) return [{ ...common, kind: 'hangup', prompt: to.announcement }];
  if ('skillGroup' in to) return [{ ...common, kind: 'group', skillGroup: to.skillGroup }];
  return [{ ...common, kind: 'number', number: to.number, otherwise: sorry.id }, sorry];
}

const usual = (why: OverflowWhy): string => (why === 'closed' ? 'closed' : 'all-busy');
