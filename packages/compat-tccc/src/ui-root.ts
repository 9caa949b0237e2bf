import type { Workstation } from '@callstation/core';
import { defineElements } from '@callstation/ui';

/** The id and the tag that pages look for when they remove the vendor's elements. */
const ROOT_ID = 'tcccSdkDomRoot';
const ROOT_TAG = 't3c-sdk';
const REMOVED = 't3c-removed';
const CSS = `${ROOT_TAG}{display:contents}${ROOT_TAG}[hidden]{display:none}
${ROOT_TAG}[data-float=hidden] cs-float-button::part(float){display:none}`;

/** What a page may wish to be shown. */
interface Shown {
  all: boolean;
  float: boolean;
  workbench: boolean;
  /** The controls of the call bar; null: all. */
  controls: string | null;
}

/** The elements of a page: `<t3c-sdk id="tcccSdkDomRoot">` with a round button, the workbench and calls that ring. */
export class UiRoot {
  /** Wishes that came before the elements. From then on the elements know: an agent opens and closes by hand, too. */
  #wished: Partial<Shown> = {};
  readonly #document: Document;
  readonly #removed: () => void;
  readonly #over = new AbortController();
  #root: HTMLElement | null = null;
  #sheet: CSSStyleSheet | null = null;

  /** `removed` is called when the page took the elements out. */
  constructor(given: Document, removed: () => void) {
    this.#document = given;
    this.#removed = removed;
  }

  /** Puts them into the page, as soon as it has a body. */
  mount(workstation: Workstation): void {
    if (this.#over.signal.aborted) return;
    const { body } = this.#document;
    const later = { once: true, signal: this.#over.signal };
    if (!body) return this.#document.addEventListener('DOMContentLoaded', () => this.mount(workstation), later);
    defineElements();
    const view = this.#document.defaultView;
    if (view) defineRoot(view);
    this.#addStyles(view);
    const root = this.#document.createElement(ROOT_TAG);
    root.id = ROOT_ID;
    const seat = this.#document.createElement('cs-workstation');
    seat.workstation = workstation;
    seat.append(this.#document.createElement('cs-incoming-call'), this.#document.createElement('cs-float-button'));
    root.append(seat);
    root.addEventListener(REMOVED, () => this.#removed(), { signal: this.#over.signal });
    this.#root = root;
    this.show(this.#wished);
    body.append(root);
  }

  show(change: Partial<Shown>): void {
    const root = this.#root;
    const button = root?.querySelector('cs-float-button');
    if (!root || !button) {
      this.#wished = { ...this.#wished, ...change };
      return;
    }
    const { all, float, workbench, controls } = change;
    if (all !== undefined) root.hidden = !all;
    if (float !== undefined) root.dataset['float'] = float ? 'shown' : 'hidden';
    if (workbench !== undefined) button.open = workbench;
    if (controls !== undefined) button.controls = controls;
  }

  remove(): void {
    this.#over.abort();
    this.#root?.remove();
    this.#root = null;
    const sheet = this.#sheet;
    if (sheet) this.#document.adoptedStyleSheets = this.#document.adoptedStyleSheets.filter((one) => one !== sheet);
  }

  /** As a sheet of its own: a strict content security policy allows no style attributes. */
  #addStyles(view: (Window & typeof globalThis) | null): void {
    if (!view) return;
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(CSS);
    this.#sheet = sheet;
    this.#document.adoptedStyleSheets = [...this.#document.adoptedStyleSheets, sheet];
  }
}

/** The element says when it was removed for good: moved to another place, it is back before the microtask runs. */
function defineRoot({ customElements, HTMLElement: Base }: Window & typeof globalThis): void {
  if (customElements.get(ROOT_TAG)) return;
  customElements.define(
    ROOT_TAG,
    class extends Base {
      disconnectedCallback(): void {
        queueMicrotask(() => {
          if (!this.isConnected) this.dispatchEvent(new Event(REMOVED));
        });
      }
    },
  );
}
