import type { Id } from '@callstation/core/model';

/** `cs-select`: a session was chosen in a list. Nothing is asked of the centre. */
export class SelectEvent extends Event {
  readonly id: Id;

  constructor(id: Id) {
    super('cs-select', { bubbles: true, composed: true });
    this.id = id;
  }
}

declare global {
  interface HTMLElementEventMap {
    'cs-select': SelectEvent;
  }
}
