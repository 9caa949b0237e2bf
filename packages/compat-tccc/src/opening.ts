/** The moment after `ready`: the vendor's pages wait for it before they listen to anything else. */
export interface Opening {
  /** It begins: what is told from now on waits for the next task. */
  open(): void;
  /** Tells now, or in its turn. */
  tell(say: () => void): void;
  /** What waits is told to nobody. */
  close(): void;
}

/** Makes one that has not begun. */
export function createOpening(): Opening {
  let waiting: (() => void)[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  const end = (): void => {
    // What is told meanwhile comes in its turn, too.
    for (const say of waiting) say();
    waiting = [];
    timer = null;
  };
  return {
    open() {
      timer ??= setTimeout(end);
    },
    tell(say) {
      if (timer === null) say();
      else waiting.push(say);
    },
    close() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      waiting = [];
    },
  };
}
