import type { QueueEvent } from '../store/events.types.ts';
import type { EngagementRow } from '../store/records.types.ts';
import type { Buckets } from './buckets.ts';
import type { AgentQuery, AgentRow } from './report.types.ts';
import { Tally } from './tally.ts';

/** What {@link CallTally} counts. */
export type AgentCalls = Omit<AgentRow, 'from' | 'to' | 'agent' | 'skillGroup' | 'ahtMs' | 'times'>;

/** Of an agent who had none. */
const noCalls = (): AgentCalls => ({
  ...{ asked: 0, answered: 0, declined: 0, missed: 0, handled: 0, handledOut: 0, consulted: 0 },
  ...{ talkMs: 0, holdMs: 0, wrapMs: 0, ringMs: 0 },
});

const ASKED = { offered: 'asked', answered: 'answered', declined: 'declined', missed: 'missed' } as const;

/** Counts offers of queues where they happened, and calls where the agent's part of them, after-call work too, was over. */
export class CallTally {
  /** By agent, or by agent and skill group: see {@link CallTally.keyOf}. */
  readonly calls: Tally<AgentCalls>;
  readonly #buckets: Buckets;
  readonly #query: AgentQuery;

  constructor(query: AgentQuery, buckets: Buckets) {
    this.#query = query;
    this.#buckets = buckets;
    this.calls = new Tally(noCalls, query.mostRows);
  }

  asked({ type, at, agent, skillGroup }: QueueEvent): void {
    if (agent === null || !(type === 'offered' || type === 'answered' || type === 'declined' || type === 'missed'))
      return;
    const part = this.#buckets.at(at);
    if (part >= 0) this.calls.of(part, this.keyOf(agent, skillGroup))[ASKED[type]] += 1;
  }

  done({ agent, skillGroup, role, direction, answeredAt, doneAt, ...ms }: EngagementRow): void {
    const part = this.#buckets.at(doneAt ?? -1);
    if (part < 0 || answeredAt === null || role === 'supervisor') return;
    const calls = this.calls.of(part, this.keyOf(agent, skillGroup));
    if (role === 'consulted') {
      calls.consulted += 1;
      return;
    }
    calls.handled += 1;
    if (direction === 'out') calls.handledOut += 1;
    calls.talkMs += ms.talkMs;
    calls.holdMs += ms.holdMs;
    calls.wrapMs += ms.wrapMs;
    calls.ringMs += ms.ringMs;
  }

  keyOf(agent: string, skillGroup: string | null): string {
    return this.#query.byGroup ? JSON.stringify([agent, skillGroup]) : agent;
  }
}
