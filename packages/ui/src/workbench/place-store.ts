/** Where something floating was put: its share of the free way, 0 to 1, from the left and from the top. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Keeps short texts; `localStorage` is one. */
export interface PlaceStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

const within = (share: unknown): number | null =>
  typeof share === 'number' && Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : null;

/** The browser's own store, where the page may use it: asking for it alone throws in some frames. */
function usual(): PlaceStore | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

/** What was remembered; null where nothing sensible was. */
export function readPlace(store: PlaceStore | null, key: string): Place | null {
  try {
    const { x, y } = Object(JSON.parse((store ?? usual())?.getItem(key) ?? 'null')) as Partial<Place>;
    const [left, top] = [within(x), within(y)];
    return left === null || top === null ? null : { x: left, y: top };
  } catch {
    return null;
  }
}

/** Remembers it, where that is possible: a full or forbidden store costs the place and nothing else. */
export function writePlace(store: PlaceStore | null, key: string, place: Place): void {
  try {
    (store ?? usual())?.setItem(key, JSON.stringify(place));
  } catch {
    // It stays where it is until the page is gone.
  }
}
