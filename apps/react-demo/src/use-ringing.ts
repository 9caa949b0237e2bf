import { useCalls } from '@callstation/react';
import { nameOf } from 'demo-kit';
import { useEffect } from 'react';

/** Who is calling right now, null when nobody is; the title of the window says so meanwhile. */
export function useRinging(): string | null {
  const ringing = useCalls().find(({ phase }) => phase === 'offered');
  const name = ringing ? nameOf(ringing) : null;
  useEffect(() => {
    if (name === null) return undefined;
    const before = document.title;
    document.title = `${name} is calling · Callstation`;
    return () => {
      document.title = before;
    };
  }, [name]);
  return name;
}
