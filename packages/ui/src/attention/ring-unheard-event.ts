import type { UnheardRing } from '@callstation/core/model';

/**
 * `cs-ring-unheard`: a call rings on this page and the agent may not notice, with the reason. `<cs-workstation>` dispatches it;
 * it shows what can be done, too.
 *
 * @example
 * root.addEventListener('cs-ring-unheard', ({ ring }) => flash(ring.why === 'pageHidden' ? 'window' : 'speaker'));
 */
export class RingUnheardEvent extends Event {
  /** The call, and why it may not be noticed. */
  readonly ring: UnheardRing;

  constructor(ring: UnheardRing) {
    super('cs-ring-unheard', { bubbles: true, composed: true });
    this.ring = ring;
  }
}

declare global {
  interface HTMLElementEventMap {
    'cs-ring-unheard': RingUnheardEvent;
  }
}
