import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

/**
 * Keeps the focus in a region whose controls come and go: when the control that had it is gone, the session it belonged to
 * gets it, else the region itself. Does nothing for who is elsewhere. Runs after every render of the caller.
 */
export function useFocusKeeper(region: RefObject<HTMLElement | null>): void {
  /** The session whose controls had the focus last; '' for the region's own; null when the focus is elsewhere. */
  const held = useRef<string | null>(null);
  useEffect(() => {
    // Not blur: browsers do not agree on whether a control that is removed loses the focus with an event.
    const note = ({ target }: Event): void => {
      const inside = target instanceof HTMLElement && region.current?.contains(target) === true;
      held.current = inside ? (target.closest<HTMLElement>('[data-session-id]')?.dataset['sessionId'] ?? '') : null;
    };
    document.addEventListener('focusin', note);
    document.addEventListener('pointerdown', note);
    return () => {
      document.removeEventListener('focusin', note);
      document.removeEventListener('pointerdown', note);
    };
  }, [region]);
  useLayoutEffect(() => {
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (held.current === null || !lost) return;
    const cards = [...(region.current?.querySelectorAll<HTMLElement>('[data-session-id]') ?? [])];
    const card = cards.find(({ dataset }) => dataset['sessionId'] === held.current);
    (card ?? region.current)?.focus();
  });
}
