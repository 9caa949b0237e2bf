import type { Client } from 'pg';

/** Any number will do, as long as every server takes the same. */
const LOCK = 4_206_911_001;
const TRY_EVERY_MS = 250;
const RETAKE_EVERY_MS = 2000;
/** Of a server that was killed just now PostgreSQL may learn a little later. */
const TRY_FOR_MS = 10_000;

const TAKEN = 'another server has it open. Stop that one, or give this one another store.';

/**
 * Holds a database for this process alone: two servers would end each other's calls at their start. The lock is the
 * connection's, so it goes with the process; when the connection breaks it is taken anew. Rejects when another process has it.
 *
 * @returns what lets it go.
 */
export async function holdAlone(
  connect: () => Client,
  lost: (error: Error) => void,
  tryForMs: number = TRY_FOR_MS,
): Promise<() => Promise<void>> {
  const lock = new DatabaseLock(connect, lost);
  await lock.take(tryForMs);
  return () => lock.release();
}

class DatabaseLock {
  readonly #connect: () => Client;
  readonly #lost: (error: Error) => void;
  #client: Client | null = null;
  #timer: NodeJS.Timeout | null = null;
  #released = false;

  constructor(connect: () => Client, lost: (error: Error) => void) {
    this.#connect = connect;
    this.#lost = lost;
  }

  async take(forMs: number): Promise<void> {
    const client = this.#connect();
    client.on('error', (error) => this.#broken(client, error));
    await client.connect();
    for (let waited = 0; !(await isLocked(client)); waited += TRY_EVERY_MS) {
      if (waited >= forMs) {
        await client.end();
        throw new Error(TAKEN);
      }
      await new Promise((resolve) => setTimeout(resolve, TRY_EVERY_MS));
    }
    this.#client = client;
  }

  async release(): Promise<void> {
    this.#released = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#client?.end().catch(() => undefined);
  }

  #broken(client: Client, error: Error): void {
    this.#lost(error);
    if (this.#client !== client) return;
    this.#client = null;
    this.#retake();
  }

  #retake(): void {
    if (this.#released) return;
    this.#timer = setTimeout(() => {
      this.take(0).catch((error: unknown) => {
        this.#lost(error instanceof Error ? error : new Error(String(error)));
        this.#retake();
      });
    }, RETAKE_EVERY_MS);
  }
}

async function isLocked(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [LOCK]);
  return rows[0]?.held === true;
}
