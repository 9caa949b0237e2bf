import type { Id } from '@callstation/core/model';
import type { Clock, Random } from '@callstation/core/ports';
import { LIMITS } from '@callstation/core/protocol';
import { createChannel, type Channel } from './channel.ts';
import { createCommandMemory, type CommandKeeper, type CommandMemory } from './command-memory.ts';

/** What the control side keeps for an agent. */
export interface Agent {
  readonly channel: Channel;
  readonly memory: CommandMemory;
  /** Pages whose lease runs. */
  readonly pages: Set<{ retime(): void }>;
}

/** All agents with a page, or with one not long ago. */
export interface Agents {
  find(key: { app: Id; agent: Id }): Agent | undefined;
  /** The agent's, made if need be: a new channel is a new epoch. */
  ensure(key: { app: Id; agent: Id }): Agent;
  /** The agent's last page has gone: what is kept goes when nobody can resume. */
  release(key: { app: Id; agent: Id }): void;
  stop(): void;
  readonly size: number;
  /** How many have a call. */
  readonly inCall: number;
}

/** Where the answers of an agent's commands outlive this process. */
export type CommandKeepers = (key: { app: Id; agent: Id }) => CommandKeeper;

/** Makes an empty register. */
export function createAgents(clock: Clock, random: Random, keepers?: CommandKeepers): Agents {
  const channels = new Map<string, Agent>();
  /** Outlives the channel: a page that comes back after minutes may repeat a command. */
  const memories = new Map<string, CommandMemory>();
  const alarms = new Map<string, () => void>();
  const keyOf = ({ app, agent }: { app: Id; agent: Id }): string => JSON.stringify([app, agent]);

  function later(key: string, ms: number, fn: () => void): void {
    alarms.get(key)?.();
    alarms.set(key, clock.after(ms, fn));
  }
  function forgetMemory(key: string): void {
    alarms.delete(key);
    if (!channels.has(key)) memories.delete(key);
  }
  function make(key: string, who: { app: Id; agent: Id }): Agent {
    const pages: Agent['pages'] = new Set();
    const onInCall = (): void => pages.forEach((page) => page.retime());
    const memory = memories.get(key) ?? createCommandMemory(clock, keepers?.({ app: who.app, agent: who.agent }));
    memories.set(key, memory);
    const agent = { channel: createChannel({ epoch: random.id(), clock, onInCall }), memory, pages };
    channels.set(key, agent);
    return agent;
  }
  return {
    find: (who) => channels.get(keyOf(who)),
    ensure(who) {
      const key = keyOf(who);
      alarms.get(key)?.();
      alarms.delete(key);
      return channels.get(key) ?? make(key, who);
    },
    release(who) {
      const key = keyOf(who);
      if (channels.get(key)?.pages.size !== 0) return;
      later(key, LIMITS.replayMs, () => {
        channels.delete(key);
        later(key, LIMITS.commandMemoryMs, () => forgetMemory(key));
      });
    },
    stop() {
      for (const cancel of alarms.values()) cancel();
      alarms.clear();
      channels.clear();
      memories.clear();
    },
    get size() {
      return channels.size;
    },
    get inCall() {
      return [...channels.values()].filter(({ channel }) => channel.inCall).length;
    },
  };
}
