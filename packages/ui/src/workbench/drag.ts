import type { ReactiveController, ReactiveControllerHost } from 'lit';

import type { Place } from './place-store.ts';

type Host = ReactiveControllerHost & HTMLElement & { readonly renderRoot: ParentNode };

const MARGIN = 12;
/** A press that moves less is a press. */
const SLACK = 5;
const STEP = 24;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

const clamp = (at: number, most: number): number => Math.min(Math.max(at, MARGIN), Math.max(MARGIN, most));

/** Lets something float over the page, moved by pointer or arrow keys, and never out of sight. */
export class Drag implements ReactiveController {
  readonly #host: Host;
  readonly #selector: string;
  readonly #moved: (place: Place) => void;
  #grip: { readonly x: number; readonly y: number } | null = null;
  #start = { x: 0, y: 0 };
  #far = false;

  /** Its share of the free way; null for the corner at the end of the last line. */
  place: Place | null = null;

  constructor(host: Host, selector: string, moved: (place: Place) => void) {
    this.#host = host;
    this.#selector = selector;
    this.#moved = moved;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('resize', this.#settle);
  }

  hostDisconnected(): void {
    window.removeEventListener('resize', this.#settle);
  }

  hostUpdated(): void {
    this.#settle();
  }

  /** Whether the press that is just over moved it, and was none. */
  get dragged(): boolean {
    return this.#far;
  }

  readonly down = (event: PointerEvent): void => {
    const target = this.#target;
    if (!target || event.button !== 0) return;
    const { left, top } = target.getBoundingClientRect();
    this.#grip = { x: event.clientX - left, y: event.clientY - top };
    this.#start = { x: event.clientX, y: event.clientY };
    this.#far = false;
  };

  readonly move = (event: PointerEvent): void => {
    if (!this.#grip) return;
    const { x, y } = this.#start;
    if (!this.#far && Math.hypot(event.clientX - x, event.clientY - y) < SLACK) return;
    // From here on it is ours, even where the pointer is faster than the button.
    if (!this.#far) this.#target?.setPointerCapture(event.pointerId);
    this.#far = true;
    this.#go(event.clientX - this.#grip.x, event.clientY - this.#grip.y);
  };

  readonly up = (): void => {
    this.#grip = null;
    if (this.#far && this.place) this.#moved(this.place);
  };

  readonly key = (event: KeyboardEvent): void => {
    // A press by key is a press, whatever the pointer did before.
    this.#far = false;
    const step = ARROWS[event.key];
    const at = this.#target?.getBoundingClientRect();
    if (!step || !at) return;
    event.preventDefault();
    this.#go(at.left + step[0], at.top + step[1]);
    if (this.place) this.#moved(this.place);
  };

  get #target(): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>(this.#selector);
  }

  get #free(): { x: number; y: number } {
    const { offsetWidth = 0, offsetHeight = 0 } = this.#target ?? {};
    const { clientWidth, clientHeight } = document.documentElement;
    return { x: clientWidth - offsetWidth - MARGIN, y: Math.min(clientHeight, innerHeight) - offsetHeight - MARGIN };
  }

  #go(left: number, top: number): void {
    const { x, y } = this.#free;
    const share = (at: number, most: number): number =>
      most <= MARGIN ? 0 : (clamp(at, most) - MARGIN) / (most - MARGIN);
    this.place = { x: share(left, x), y: share(top, y) };
    this.#settle();
  }

  readonly #settle = (): void => {
    const target = this.#target;
    if (!target) return;
    const { x, y } = this.#free;
    const rtl = getComputedStyle(target).direction === 'rtl';
    const place = this.place ?? { x: rtl ? 0 : 1, y: 1 };
    const at = (share: number, most: number): number => clamp(MARGIN + share * (most - MARGIN), most);
    target.style.setProperty('left', `${at(place.x, x)}px`);
    target.style.setProperty('top', `${at(place.y, y)}px`);
  };
}
