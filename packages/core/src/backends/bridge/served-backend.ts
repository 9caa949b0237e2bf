import { applyUpdate, newPage, type Id, type PageFacts, type State, type Update } from '../../model/index.ts';
import type { Backend } from '../../ports/index.ts';
import type { Method, Params } from '../../protocol/index.ts';

/** How many commands are remembered. */
const REMEMBERED = 500;

/** A backend that is served, and what it has said so far: whoever links later is told the whole. */
export class ServedBackend {
  readonly backend: Backend;
  /** What it was made with; another one needs another backend. */
  readonly settings: string;
  /** Which near half it is connected for, and as whom. */
  owner: Id | null = null;
  agent: string | null = null;
  readonly #tell: (update: Update) => void;
  readonly #answers = new Map<Id, Promise<unknown>>();
  #open: Promise<void> | null = null;
  #state: State | null = null;
  #page: PageFacts | null = null;

  constructor(backend: Backend, settings: string, tell: (update: Update) => void) {
    this.backend = backend;
    this.settings = settings;
    this.#tell = tell;
  }

  /** Whether it is connected, or about to be. */
  get open(): boolean {
    return this.#open !== null;
  }

  /** Whether somebody is on the phone. */
  get inCall(): boolean {
    return (
      this.#state?.sessions.some(({ kind, phase }) => kind !== 'im' && phase !== 'offered' && phase !== 'ended') ??
      false
    );
  }

  /** Connects as that page; one that is connected already stays what it is. */
  connect(pageId: Id, visible: boolean, at: number): Promise<void> {
    if (this.#open) return this.#open;
    const page = { ...newPage(pageId, Math.round(at)), visible };
    this.#page = page;
    this.#state = null;
    const open = this.#begin(page).catch((error: unknown) => {
      if (this.#open === open) this.#open = null;
      throw error;
    });
    this.#open = open;
    return open;
  }

  async #begin(page: PageFacts): Promise<void> {
    await this.backend.connect((update) => this.#take(update), page);
    // A backend need not speak of a connection; whoever links later has to know that there is one.
    if (this.#page?.connection.state !== 'closed' || !this.#open) return;
    this.#take({ type: 'page', page: { connection: { state: 'ready', since: page.connection.since } } });
  }

  /** Everything it has said, as one who comes now would have heard it. */
  whole(): Update[] {
    const { pending: _, ...page } = this.#page ?? { pending: {} };
    return [...(this.#state ? [{ type: 'reset', state: this.#state } as const] : []), { type: 'page', page }];
  }

  /** Does a command once, however often it is asked. */
  request(method: Method, params: Params<Method>, commandId?: Id): Promise<unknown> {
    if (commandId === undefined) return this.backend.request(method, params);
    const known = this.#answers.get(commandId);
    if (known) return known;
    const answer = this.backend.request(method, params, commandId);
    this.#answers.set(commandId, answer);
    // Nobody may be waiting any more.
    answer.catch(() => undefined);
    for (const oldest of this.#answers.keys()) {
      if (this.#answers.size <= REMEMBERED) break;
      this.#answers.delete(oldest);
    }
    return answer;
  }

  async close(): Promise<void> {
    this.#open = null;
    await this.backend.close();
  }

  #take(update: Update): void {
    if (update.type === 'page') {
      this.#page = { ...(this.#page ?? newPage('', 0)), ...update.page };
      const over = update.page.connection?.state;
      if (over === 'closed' || over === 'refused' || over === 'replaced') this.#open = null;
    } else if (update.type === 'reset') this.#state = update.state;
    else if (this.#state) this.#state = applyUpdate(this.#state, update);
    this.#tell(update);
  }
}
