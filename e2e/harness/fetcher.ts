import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** One HTTP exchange. */
export interface Answer {
  status: number;
  body: unknown;
}

/** Makes requests from inside a network; a namespace's loopback is its own. */
export interface Fetcher {
  /** `key`: an API key. */
  ask(url: string, init: { method?: string; body?: string; key?: string }): Promise<Answer>;
  close(): Promise<void>;
}

const SCRIPT = `require('readline').createInterface({ input: process.stdin }).on('line', async (line) => {
  const { url, init } = JSON.parse(line);
  try {
    const answer = await fetch(url, init);
    console.log(JSON.stringify({ status: answer.status, text: await answer.text() }));
  } catch (error) {
    console.log(JSON.stringify({ status: 0, text: JSON.stringify(String(error.cause ?? error)) }));
  }
})`;

/** Starts a fetcher behind a command such as nsenter; one process for all requests, which are answered in order. */
export function startFetcher(prefix: readonly string[]): Fetcher {
  const words = [...prefix, process.execPath, '-e', SCRIPT];
  const child = spawn(words[0] ?? process.execPath, words.slice(1), { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let turn: Promise<unknown> = Promise.resolve();
  return {
    ask(url, { key, ...init }) {
      const headers = {
        ...(init.body ? { 'content-type': 'application/json' } : {}),
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      };
      const answer = turn.then(async (): Promise<Answer> => {
        child.stdin.write(`${JSON.stringify({ url, init: { ...init, headers } })}\n`);
        const { value } = await lines.next();
        const { status, text } = JSON.parse(String(value)) as { status: number; text: string };
        return { status, body: text ? JSON.parse(text) : null };
      });
      turn = answer.catch(() => undefined);
      return answer;
    },
    async close() {
      const gone = once(child, 'exit');
      child.kill();
      await gone;
    },
  };
}
