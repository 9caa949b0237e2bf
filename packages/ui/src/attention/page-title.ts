/** The title of the page while something needs the agent's eyes; what it said before comes back, unless the page has changed it. */
export class PageTitle {
  #before = '';
  #shown: string | null = null;

  /** Shows that text, or what was there before. */
  show(text: string | null): void {
    if (text === this.#shown) return;
    // A page that set its own title meanwhile has the newest word.
    const ours = this.#shown !== null && document.title === this.#shown;
    if (this.#shown === null || !ours) this.#before = document.title;
    if (text !== null) document.title = text;
    else if (ours) document.title = this.#before;
    this.#shown = text;
  }
}
