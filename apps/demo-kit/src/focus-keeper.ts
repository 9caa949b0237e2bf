/** Keeps the focus in a region whose controls come and go. */
export interface FocusKeeper {
  /** Call it after every render: a lost focus goes to the session it belonged to, else to the region. */
  restore(): void;
  stop(): void;
}

/** Begins to note where the focus is. Does nothing for who is elsewhere. */
export function createFocusKeeper(region: () => HTMLElement | null): FocusKeeper {
  /** The session whose controls had the focus last; '' for the region's own; null when the focus is elsewhere. */
  let held: string | null = null;
  // Not blur: browsers do not agree on whether a control that is removed loses the focus with an event.
  const note = ({ target }: Event): void => {
    const inside = target instanceof HTMLElement && region()?.contains(target) === true;
    held = inside ? (target.closest<HTMLElement>('[data-session-id]')?.dataset['sessionId'] ?? '') : null;
  };
  document.addEventListener('focusin', note);
  document.addEventListener('pointerdown', note);
  return {
    restore() {
      const lost = document.activeElement === null || document.activeElement === document.body;
      if (held === null || !lost) return;
      const cards = [...(region()?.querySelectorAll<HTMLElement>('[data-session-id]') ?? [])];
      (cards.find(({ dataset }) => dataset['sessionId'] === held) ?? region())?.focus();
    },
    stop() {
      document.removeEventListener('focusin', note);
      document.removeEventListener('pointerdown', note);
    },
  };
}
