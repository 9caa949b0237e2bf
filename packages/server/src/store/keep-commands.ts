import type { Id } from '@callstation/core/model';
import type { Clock } from '@callstation/core/ports';
import type { Keeper } from './keeper.ts';
import type { CommandAnswer } from './store.ts';

type Answered = Omit<CommandAnswer, 'app' | 'agent'>;

/** A page is not kept waiting longer for an answer to be kept. Milliseconds. */
const LONGEST_MS = 250;

/** Keeps the answers of one agent's commands in the store, and gives back those that an earlier process gave. */
export function keepCommands(
  keeper: Pick<Keeper, 'store' | 'put' | 'written'>,
  clock: Clock,
  who: { app: Id; agent: Id },
): { load(): Promise<Answered[]>; keep(answered: Answered): Promise<void> } {
  return {
    load: async () => keeper.store.commands.of(who.app, who.agent, clock.now()),
    async keep(answered) {
      keeper.put({ type: 'command', command: { ...who, ...answered } });
      await new Promise<void>((resolve) => {
        const cancel = clock.after(LONGEST_MS, resolve);
        void keeper.written().then(() => {
          cancel();
          resolve();
        });
      });
    },
  };
}
