import type { Target } from '@callstation/core/model';
import { CallstationError } from '@callstation/core/protocol';
import type { SecondParty } from '../domain/types.ts';
import { readDialled } from './dial.ts';
import type { Asking, RequestOptions } from './handlers.ts';
import { menuGraph } from './menu-graph.ts';
import { phoneDesk, refusedBy } from './reach.ts';
import { isStaffed } from './seats.ts';
import { termsOf } from './terms.ts';

type SecondOptions = Pick<RequestOptions, 'agents' | 'numbers' | 'limits' | 'guard'>;

/**
 * Looks up whom a consult, transfer or three-way call is to reach. Throws, and then nothing has changed: `notFound` for who
 * is not there, `forbidden` or `policyBlocked` for a number the agent may not call, `invalidArgument` for a target that the verb cannot have.
 */
export function findSecond(
  { agents, numbers, limits, guard }: SecondOptions,
  { app, entry }: Asking,
  verb: 'consult' | 'transfer' | 'conference',
  to: Target,
): SecondParty {
  if ('ivr' in to) {
    if (verb !== 'transfer') throw new CallstationError('invalidArgument', 'Only a transfer can go to an IVR.');
    const ivr = app.ivrs?.find(({ id }) => id === to.ivr);
    if (ivr === undefined) throw new CallstationError('notFound', 'No such IVR.');
    const node = to.node ?? ivr.entry;
    if (!ivr.nodes.some(({ id }) => id === node)) throw new CallstationError('notFound', 'No such node of that IVR.');
    return { menu: menuGraph(app, ivr, limits), node, wait: to.agentLeg === 'wait' };
  }
  if ('skillGroup' in to) {
    if (verb !== 'transfer') throw new CallstationError('invalidArgument', 'Only a transfer can go to a skill group.');
    const group = app.skillGroups.find(({ id }) => id === to.skillGroup);
    if (group === undefined) throw new CallstationError('notFound', 'No such skill group.');
    if (!isStaffed(agents, app.id, group.id, entry.id))
      throw new CallstationError('policyBlocked', 'Nobody of that skill group is signed in.');
    return { skillGroup: group.id, terms: termsOf(app, group, limits) };
  }
  if ('number' in to) {
    const callerNumber = numbers.pick(app, entry.snapshot, {});
    const number = readDialled(guard, app, entry, to.number);
    return { number, trunk: app.trunk, ...(callerNumber === undefined ? {} : { callerNumber }) };
  }
  const callee = agents.find(app.id, to.agent);
  if (callee === undefined) throw new CallstationError('notFound', 'No such agent.');
  if (callee === entry) throw new CallstationError('invalidArgument', 'An agent cannot bring themselves in.');
  const phone = phoneDesk(app, callee);
  const refused = refusedBy(callee, phone);
  return { agent: callee.id, name: callee.snapshot.name, refused, ...(phone === undefined ? {} : { phone }) };
}
