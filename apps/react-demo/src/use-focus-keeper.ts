import { createFocusKeeper, type FocusKeeper } from 'demo-kit';
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

/** Keeps the focus in a region whose controls come and go. Runs after every render of the caller. */
export function useFocusKeeper(region: RefObject<HTMLElement | null>): void {
  const keeper = useRef<FocusKeeper>(null);
  useEffect(() => {
    const made = createFocusKeeper(() => region.current);
    keeper.current = made;
    return () => made.stop();
  }, [region]);
  useLayoutEffect(() => keeper.current?.restore());
}
