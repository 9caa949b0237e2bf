import type { WorkstationSnapshot } from '@callstation/core';
import { LitElement, type CSSResultGroup, type PropertyDeclarations } from 'lit';

import { baseStyles } from '../styles/base.ts';
import { uiWords, type SeatWords } from '../words/index.ts';
import { IntentEvent } from './intent-event.ts';
import type { Intent } from './intents.ts';
import { languageOf } from './language-of.ts';
import { findSeat, type Seat } from './seat.ts';

/**
 * What every element is: it shows a snapshot, that of the nearest `<cs-workstation>` or one it is given, in the language
 * of the page around it, and dispatches intents. It holds nothing that could disagree with the snapshot.
 */
export abstract class CsElement extends LitElement {
  static override properties: PropertyDeclarations = { snapshot: { attribute: false } };
  static override styles: CSSResultGroup = baseStyles;

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang'];
  }

  /** What to show, where no `<cs-workstation>` is above, or instead of its own. */
  declare snapshot: WorkstationSnapshot | null;

  #seat: Seat | null = null;
  #release: (() => void)[] = [];

  constructor() {
    super();
    this.snapshot = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#release.push(
      findSeat(this, (seat) => {
        this.#seat = seat;
        this.#release.push(seat.subscribe(() => this.requestUpdate()));
        this.requestUpdate();
      }),
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const release of this.#release.splice(0)) release();
    this.#seat = null;
  }

  override attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    super.attributeChangedCallback(name, before, now);
    if (name === 'lang') this.speakAgain();
  }

  /** Shows itself, and the elements inside it, in a language that has changed. */
  speakAgain(): void {
    this.requestUpdate();
    for (const inner of this.renderRoot?.querySelectorAll('*') ?? [])
      if (inner instanceof CsElement) inner.speakAgain();
  }

  /** The snapshot to show. */
  protected get seen(): WorkstationSnapshot | null {
    return this.snapshot ?? this.#seat?.getSnapshot() ?? null;
  }

  /** A BCP 47 tag. */
  protected get language(): string {
    return languageOf(this);
  }

  /** All texts in that language. */
  protected get words(): SeatWords {
    return uiWords(this.language);
  }

  /** Milliseconds to add to the page's time for the centre's, in which all instants are. */
  protected get clockOffset(): number {
    return this.seen?.page.clockOffset ?? 0;
  }

  /** The key that answers a call, where there is one. */
  protected get answerKey(): string | undefined {
    return this.#seat?.answerKey || undefined;
  }

  /** Asks for something; resolves to whether it was done. Where nobody takes it on, nothing was. */
  protected async ask(intent: Intent): Promise<boolean> {
    const event = new IntentEvent(intent);
    this.dispatchEvent(event);
    try {
      await event.response;
      return event.response !== null;
    } catch {
      // Who took it on has said what went wrong: the page, or the root in a toast.
      return false;
    }
  }
}
