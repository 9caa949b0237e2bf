import type { Directory } from '@callstation/core';
import type { MediaDevice } from '@callstation/core/ports';

type Listed<Name extends keyof Directory> = Awaited<ReturnType<Directory[Name]>>;

/** What an element can ask about, and what the answer is. */
export interface Queries {
  agents: Listed<'agents'>;
  skillGroups: Listed<'skillGroups'>;
  numbers: Listed<'numbers'>;
  ivrs: Listed<'ivrs'>;
  dispositions: Listed<'dispositions'>;
  breakReasons: Listed<'breakReasons'>;
  devices: MediaDevice[];
}

/** A question. `skillGroup` narrows dispositions to those of a group. */
export interface Query<Name extends keyof Queries = keyof Queries> {
  readonly name: Name;
  readonly skillGroup?: string;
}

/**
 * `cs-query`: an element asks what there is to choose from. `<cs-workstation>` answers, or the page does where there is none.
 *
 * @example
 * panel.addEventListener('cs-query', (event) => {
 *   if (event.query.name === 'agents') event.respondWith(myDirectory());
 * });
 */
export class QueryEvent<Name extends keyof Queries = keyof Queries> extends Event {
  readonly query: Query<Name>;
  #response: Promise<Queries[Name]> | null = null;

  constructor(query: Query<Name>) {
    super('cs-query', { bubbles: true, composed: true });
    this.query = query;
  }

  /** The answer; null as long as nobody gave one. */
  get response(): Promise<Queries[Name]> | null {
    return this.#response;
  }

  /** Answers. The first answer counts. */
  respondWith(response: Promise<Queries[Name]>): void {
    this.#response ??= response;
  }
}

declare global {
  interface HTMLElementEventMap {
    'cs-query': QueryEvent;
  }
}
